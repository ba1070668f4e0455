-- Which language to speak with somebody: two letters (ISO 639-1) of one that the site has.

-- What the account's owner has chosen; null leaves it to the browser.
alter table public.users add column language text check (language ~ '^[a-z]{2}$');
grant update (language) on public.users to authenticated;

-- What the browser was spoken to in when it signed in, for mail to those who have chosen nothing.
alter table identity.sessions add column language text;

alter table identity.outbox add column language text;
