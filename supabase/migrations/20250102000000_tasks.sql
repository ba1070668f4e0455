-- Tasks. The collation sorts names as readers of any language expect.

create table public.tasks (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null default auth.uid() references public.users on delete cascade,
    name text collate "und-x-icu" not null
        constraint tasks_name_length check (char_length(btrim(name)) between 1 and 200)
        constraint tasks_name_printable check (name !~ '[\u0001-\u001f\u007f-\u009f]'),
    done boolean not null default false,
    -- Date fields of forms accept years of four digits.
    due_on date
        constraint tasks_due_on_range
            check (due_on between date '1000-01-01' and date '9999-12-31'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
select private.make_user_owned('public.tasks');
create index tasks_open_idx on public.tasks (user_id) where not done;
create index tasks_due_idx on public.tasks (user_id, due_on) where not done and due_on is not null;
