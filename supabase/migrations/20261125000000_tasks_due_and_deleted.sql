-- Tasks with a due date, in the order of their names, and back again for a while after they were deleted.

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

-- For the rounds of the server, which reaches the database as `identity` and sees no tasks.
create function identity.forget_deleted_tasks() returns setof uuid language sql security definer set search_path = '' as $$
    delete from public.deleted_tasks where deleted_at < now() - interval '1 hour' returning id
$$;
revoke all on function identity.forget_deleted_tasks from public;
grant execute on function identity.forget_deleted_tasks to identity;
