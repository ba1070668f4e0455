-- People and what belongs to them. Whoever asks through the API sees and changes their own rows only: row level security
-- decides, for each verb, by the `sub` of the token. Without a token (role `anon`) there is nothing to see.
-- Runs as the role `postgres`, here, with `supabase db push` and on hosted Supabase alike.

-- Hosted Supabase hands every new table to `anon` and `authenticated`. From here on each migration says what it grants.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges revoke execute on functions from public;

-- Accounts and sessions are the work of this role. It gets its password outside of the migrations; until then nobody
-- can connect as it.
do $$
begin
    if not exists (select from pg_roles where rolname = 'identity') then
        create role identity login noinherit;
    end if;
end
$$;
grant usage on schema public to identity;

create function public.note_the_change() returns trigger language plpgsql set search_path = '' as $$
begin
    new.updated_at := now();
    return new;
end
$$;

create table public.users (
    id uuid primary key,
    email text not null constraint users_email_form check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(email) <= 254),
    email_verified_at timestamptz,
    display_name text constraint users_display_name_length check (char_length(btrim(display_name)) between 1 and 100),
    created_at timestamptz not null default now()
);

create table public.tasks (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null default auth.uid() references public.users on delete cascade,
    name text not null
        constraint tasks_name_length check (char_length(btrim(name)) between 1 and 200)
        constraint tasks_name_printable check (name !~ '[\u0001-\u001f\u007f-\u009f]'),
    done boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create trigger tasks_note_the_change before update on public.tasks
    for each row execute function public.note_the_change();

create table public.books (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null default auth.uid() references public.users on delete cascade,
    title text not null
        constraint books_title_length check (char_length(btrim(title)) between 1 and 200)
        constraint books_title_printable check (title !~ '[\u0001-\u001f\u007f-\u009f]'),
    author text
        constraint books_author_length check (char_length(btrim(author)) between 1 and 200)
        constraint books_author_printable check (author !~ '[\u0001-\u001f\u007f-\u009f]'),
    status text not null default 'Wishlist'
        constraint books_status_known check (status in ('Wishlist', 'Reading', 'Finished')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create trigger books_note_the_change before update on public.books
    for each row execute function public.note_the_change();

-- The lists: one person's rows, newest first; and what of them is still open.
create index tasks_of_a_person_idx on public.tasks (user_id, created_at desc, id desc);
create index tasks_open_of_a_person_idx on public.tasks (user_id) where not done;
create index books_of_a_person_idx on public.books (user_id, created_at desc, id desc);

alter table public.users enable row level security;
alter table public.tasks enable row level security;
alter table public.books enable row level security;
-- Also for the owner, wherever the owner isn't exempt by a privilege of its own.
alter table public.users force row level security;
alter table public.tasks force row level security;
alter table public.books force row level security;

revoke all on public.users, public.tasks, public.books from public, anon, authenticated;
-- An account is made and unmade by `identity` alone; its owner chooses the name to be greeted by.
grant select, update (display_name) on public.users to authenticated;
grant select, insert, update, delete on public.users to identity;
grant select, insert, update, delete on public.tasks, public.books to authenticated;

create policy "Accounts are kept by the identity role" on public.users for all to identity
    using (true) with check (true);

create policy "People see themselves" on public.users for select to authenticated
    using (id = (select auth.uid()));
create policy "People don't make accounts" on public.users for insert to authenticated
    with check (false);
create policy "People change themselves" on public.users for update to authenticated
    using (id = (select auth.uid())) with check (id = (select auth.uid()));
create policy "People don't unmake accounts" on public.users for delete to authenticated
    using (false);

create policy "People see their tasks" on public.tasks for select to authenticated
    using (user_id = (select auth.uid()));
create policy "People add tasks of their own" on public.tasks for insert to authenticated
    with check (user_id = (select auth.uid()));
create policy "People change their tasks and keep them theirs" on public.tasks for update to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "People delete their tasks" on public.tasks for delete to authenticated
    using (user_id = (select auth.uid()));

create policy "People see their books" on public.books for select to authenticated
    using (user_id = (select auth.uid()));
create policy "People add books of their own" on public.books for insert to authenticated
    with check (user_id = (select auth.uid()));
create policy "People change their books and keep them theirs" on public.books for update to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "People remove their books" on public.books for delete to authenticated
    using (user_id = (select auth.uid()));
