-- Books: the wishlist.

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

-- The list: one person's rows, newest first.
create index books_of_a_person_idx on public.books (user_id, created_at desc, id desc);

alter table public.books enable row level security;
-- Also for the owner, wherever the owner isn't exempt by a privilege of its own.
alter table public.books force row level security;
revoke all on public.books from public, anon, authenticated;
grant select, insert, update, delete on public.books to authenticated;

create policy "People see their books" on public.books for select to authenticated
    using (user_id = (select auth.uid()));
create policy "People add books of their own" on public.books for insert to authenticated
    with check (user_id = (select auth.uid()));
create policy "People change their books and keep them theirs" on public.books for update to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "People remove their books" on public.books for delete to authenticated
    using (user_id = (select auth.uid()));

-- Books are listed by title and by author, as a reader of any language expects it: "amok" before "Zeno", and "Émile" at E. The
-- database's own order may be that of code points.
alter table public.books
    alter column title type text collate "und-x-icu",
    alter column author type text collate "und-x-icu";
