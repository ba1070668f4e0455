-- Users, and the role of the identity library. Row level security decides per verb, by the `sub` of
-- the token, which rows a request reads and writes. Without a token (role `anon`) nothing is
-- visible.
-- Runs as the role `postgres`: here, with `supabase db push`, and on hosted Supabase.

-- Hosted Supabase grants access to every new table to `anon` and `authenticated`. Here each
-- migration grants it explicitly.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges revoke execute on functions from public;

-- The role that the identity library connects as. Its password is set outside of the migrations;
-- until then nobody can connect.
do $$
begin
    if not exists (select from pg_roles where rolname = 'identity') then
        create role identity login noinherit;
    end if;
end
$$;
grant usage on schema public to identity;

create table public.users (
    id uuid primary key,
    -- The primary address of identity.emails.
    email text not null
        constraint users_email_format
            check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(email) <= 254),
    email_verified_at timestamptz,
    display_name text
        constraint users_display_name_length
            check (char_length(btrim(display_name)) between 1 and 100),
    -- ISO 639-1; null leaves the language to the browser.
    language text constraint users_language_format check (language ~ '^[a-z]{2}$'),
    created_at timestamptz not null default now()
);
-- Unverified addresses are not unique: nobody can reserve an address, or find out whether it is
-- taken.
create unique index users_verified_email_key on public.users (lower(email))
    where email_verified_at is not null;

alter table public.users enable row level security;
-- Applies to the owner too, unless a privilege exempts it.
alter table public.users force row level security;
revoke all on public.users from public, anon, authenticated;
-- Only the identity role inserts and deletes accounts.
grant select, insert, update, delete on public.users to identity;
grant select, update (display_name, language) on public.users to authenticated;

create policy "The identity role manages accounts" on public.users for all to identity
    using (true) with check (true);
create policy "Users see their own row" on public.users for select to authenticated
    using (id = (select auth.uid()));
create policy "Users don't insert accounts" on public.users for insert to authenticated
    with check (false);
create policy "Users update their own row" on public.users for update to authenticated
    using (id = (select auth.uid())) with check (id = (select auth.uid()));
create policy "Users don't delete accounts" on public.users for delete to authenticated
    using (false);
