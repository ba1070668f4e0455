-- Books of the wishlist. The collation sorts titles and authors as readers of any language expect.

create table public.books (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null default auth.uid() references public.users on delete cascade,
    title text collate "und-x-icu" not null
        constraint books_title_length check (char_length(btrim(title)) between 1 and 200)
        constraint books_title_printable check (title !~ '[\u0001-\u001f\u007f-\u009f]'),
    author text collate "und-x-icu"
        constraint books_author_length check (char_length(btrim(author)) between 1 and 200)
        constraint books_author_printable check (author !~ '[\u0001-\u001f\u007f-\u009f]'),
    status text not null default 'Wishlist'
        constraint books_status_known check (status in ('Wishlist', 'Reading', 'Finished')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
select private.make_user_owned('public.books');
