-- Tasks: with a due date, in the order of their names, and back again for a while after they were deleted.

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

-- The list: one person's rows, newest first; and what of them is still open.
create index tasks_of_a_person_idx on public.tasks (user_id, created_at desc, id desc);
create index tasks_open_of_a_person_idx on public.tasks (user_id) where not done;

alter table public.tasks enable row level security;
-- Also for the owner, wherever the owner isn't exempt by a privilege of its own.
alter table public.tasks force row level security;
revoke all on public.tasks from public, anon, authenticated;
grant select, insert, update, delete on public.tasks to authenticated;

create policy "People see their tasks" on public.tasks for select to authenticated
    using (user_id = (select auth.uid()));
create policy "People add tasks of their own" on public.tasks for insert to authenticated
    with check (user_id = (select auth.uid()));
create policy "People change their tasks and keep them theirs" on public.tasks for update to authenticated
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "People delete their tasks" on public.tasks for delete to authenticated
    using (user_id = (select auth.uid()));

-- Four digits of a year are what forms and addresses take.
alter table public.tasks
    add column due_on date constraint tasks_due_on_range check (due_on between date '1000-01-01' and date '9999-12-31'),
    -- As a reader of any language expects it, whatever the database's own order is.
    alter column name type text collate "und-x-icu";
create index tasks_due_of_a_person_idx on public.tasks (user_id, due_on) where not done and due_on is not null;

-- What was deleted in the last hour, so that it can be undone.
create table public.deleted_tasks (
    user_id uuid not null references public.users on delete cascade,
    id uuid not null,
    name text not null,
    done boolean not null,
    due_on date,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- What was deleted at once comes back at once.
    deletion uuid not null,
    -- How many those were.
    together bigint not null,
    deleted_at timestamptz not null default now(),
    -- Anybody may give a task of theirs any id that is free, such as that of a task which somebody else has deleted.
    primary key (user_id, id)
);
create index deleted_tasks_deletion_idx on public.deleted_tasks (user_id, deletion);
create index deleted_tasks_deleted_at_idx on public.deleted_tasks (deleted_at);

alter table public.deleted_tasks enable row level security;
alter table public.deleted_tasks force row level security;
revoke all on public.deleted_tasks from public, anon, authenticated;
grant select, delete on public.deleted_tasks to authenticated;

create policy "People see what they have deleted" on public.deleted_tasks for select to authenticated
    using (user_id = (select auth.uid()));
create policy "People don't write what they have deleted" on public.deleted_tasks for insert to authenticated
    with check (false);
create policy "People don't rewrite what they have deleted" on public.deleted_tasks for update to authenticated
    using (false);
create policy "People take back or forget what they have deleted" on public.deleted_tasks for delete to authenticated
    using (user_id = (select auth.uid()));

-- With the rights of its owner: nobody else writes there.
create function public.keep_deleted_tasks() returns trigger language plpgsql security definer set search_path = '' as $$
declare
    this uuid := gen_random_uuid();
begin
    delete from public.deleted_tasks
    where user_id in (select user_id from gone) and deleted_at < now() - interval '1 hour';
    -- Whose account goes leaves nothing behind.
    insert into public.deleted_tasks (user_id, id, name, done, due_on, created_at, updated_at, deletion, together)
    select gone.user_id, gone.id, gone.name, gone.done, gone.due_on, gone.created_at, gone.updated_at,
        this, count(*) over (partition by gone.user_id)
    from gone
    where exists (select from public.users u where u.id = gone.user_id)
    on conflict (user_id, id) do update set
        name = excluded.name, done = excluded.done, due_on = excluded.due_on, created_at = excluded.created_at,
        updated_at = excluded.updated_at, deletion = excluded.deletion, together = excluded.together,
        deleted_at = excluded.deleted_at;
    return null;
end
$$;
create trigger tasks_keep_deleted after delete on public.tasks referencing old table as gone
    for each statement execute function public.keep_deleted_tasks();

-- Puts back all that was deleted together with this task, as it was. With the rights of who asks: the policies decide.
create function public.restore_tasks(task uuid) returns setof public.tasks language sql set search_path = '' as $$
    with back as (
        delete from public.deleted_tasks
        where user_id = (select auth.uid()) and deleted_at > now() - interval '1 hour' and deletion in (
            select d.deletion from public.deleted_tasks d where d.user_id = (select auth.uid()) and d.id = task)
        returning *
    )
    insert into public.tasks (id, user_id, name, done, due_on, created_at, updated_at)
    select id, user_id, name, done, due_on, created_at, updated_at from back
    returning *
$$;
grant execute on function public.restore_tasks to authenticated;

-- Called by the cleanup job of the server, whose role `identity` has no access to features' tables.
create function identity.purge_trash() returns setof uuid language sql security definer set search_path = '' as $$
    delete from public.deleted_tasks where deleted_at < now() - interval '1 hour' returning id
$$;
revoke all on function identity.purge_trash from public;
grant execute on function identity.purge_trash to identity;
