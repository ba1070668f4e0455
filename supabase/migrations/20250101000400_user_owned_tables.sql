-- Tables whose rows belong to one user each. `private.make_user_owned` gives such a table row level
-- security, `updated_at` and undo. The schema `private` is not exposed by PostgREST.

create schema private;
revoke all on schema private from public;

create function private.set_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
    new.updated_at := now();
    return new;
end
$$;

-- Rows that were deleted within the last hour, of all tables, so that they can be restored.
create table public.deleted_rows (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references public.users on delete cascade,
    table_name text not null,
    row_id uuid not null,
    data jsonb not null,
    -- Rows that one statement has deleted are restored together.
    batch uuid not null,
    batch_size bigint not null,
    -- When the row was deleted.
    created_at timestamptz not null default now(),
    -- With the user, because users choose the ids of their rows: two may have deleted the same id.
    unique (user_id, table_name, row_id)
);
create index deleted_rows_batch_idx on public.deleted_rows (user_id, batch);
create index deleted_rows_created_at_idx on public.deleted_rows (created_at);

alter table public.deleted_rows enable row level security;
alter table public.deleted_rows force row level security;
revoke all on public.deleted_rows from public, anon, authenticated;
grant select, delete on public.deleted_rows to authenticated;
create policy "Users see their own deleted rows" on public.deleted_rows
    for select to authenticated using (user_id = (select auth.uid()));
create policy "Users don't insert deleted rows" on public.deleted_rows
    for insert to authenticated with check (false);
create policy "Users don't update deleted rows" on public.deleted_rows
    for update to authenticated using (false);
create policy "Users delete their own deleted rows" on public.deleted_rows
    for delete to authenticated using (user_id = (select auth.uid()));

-- With the rights of the owner: users can't insert into deleted_rows themselves.
create function private.keep_deleted_rows() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
    batch uuid := gen_random_uuid();
begin
    delete from public.deleted_rows
    where user_id in (select user_id from deleted) and created_at < now() - interval '1 hour';
    insert into public.deleted_rows (user_id, table_name, row_id, data, batch, batch_size)
    select d.user_id, tg_table_name, d.id, to_jsonb(d), batch,
        count(*) over (partition by d.user_id)
    from deleted d
    -- Rows of a deleted account are not kept.
    where exists (select from public.users u where u.id = d.user_id)
    on conflict (user_id, table_name, row_id) do update set
        data = excluded.data, batch = excluded.batch, batch_size = excluded.batch_size,
        created_at = excluded.created_at;
    return null;
end
$$;

-- Restores a row and all that were deleted with it, as they were; returns their number. With the
-- rights of the caller, so row level security applies.
create function public.restore_deleted_rows(table_name text, row_id uuid)
returns table (restored bigint)
language plpgsql set search_path = '' as $$
declare
    found_batch uuid;
begin
    select d.batch into found_batch
    from public.deleted_rows d
    where d.user_id = (select auth.uid()) and d.table_name = restore_deleted_rows.table_name
        and d.row_id = restore_deleted_rows.row_id and d.created_at > now() - interval '1 hour';
    -- From here on `table_name` is an existing table: only the trigger inserts into deleted_rows.
    if found_batch is null then
        return;
    end if;
    return query execute format(
        'with batch as (
            delete from public.deleted_rows d
            where d.user_id = (select auth.uid()) and d.table_name = %2$L and d.batch = $1
            returning d.data
        ), inserted as (
            insert into public.%1$I
            select r.* from batch, lateral jsonb_populate_record(null::public.%1$I, batch.data) r
            returning id
        )
        select count(*) from inserted', table_name, table_name)
    using found_batch;
end
$$;
grant execute on function public.restore_deleted_rows to authenticated;

-- Called by the cleanup job of the server, whose role `identity` has no access to users' tables.
create function identity.purge_deleted_rows() returns setof uuid
language sql security definer set search_path = '' as $$
    delete from public.deleted_rows where created_at < now() - interval '1 hour' returning row_id
$$;
revoke all on function identity.purge_deleted_rows from public;
grant execute on function identity.purge_deleted_rows to identity;

-- Makes the rows of a table readable and writable by the user in `user_id` only, keeps `updated_at`
-- current, and keeps deleted rows for an hour. The table has the columns
--     id uuid primary key default gen_random_uuid(),
--     user_id uuid not null default auth.uid() references public.users on delete cascade,
--     created_at timestamptz not null default now(),
--     updated_at timestamptz not null default now()
create function private.make_user_owned(target regclass) returns void
language plpgsql set search_path = '' as $$
begin
    execute format('alter table %s enable row level security', target);
    -- Applies to the owner too, unless a privilege exempts it.
    execute format('alter table %s force row level security', target);
    execute format('revoke all on %s from public, anon, authenticated', target);
    execute format('grant select, insert, update, delete on %s to authenticated', target);
    execute format(
        'create policy "Users see their own rows" on %s for select to authenticated
            using (user_id = (select auth.uid()))', target);
    execute format(
        'create policy "Users insert their own rows" on %s for insert to authenticated
            with check (user_id = (select auth.uid()))', target);
    execute format(
        'create policy "Users update their own rows" on %s for update to authenticated
            using (user_id = (select auth.uid()))
            with check (user_id = (select auth.uid()))', target);
    execute format(
        'create policy "Users delete their own rows" on %s for delete to authenticated
            using (user_id = (select auth.uid()))', target);
    execute format(
        'create trigger set_updated_at before update on %s
            for each row execute function private.set_updated_at()', target);
    execute format(
        'create trigger keep_deleted_rows after delete on %s referencing old table as deleted
            for each statement execute function private.keep_deleted_rows()', target);
    -- The list of one user, newest first.
    execute format('create index on %s (user_id, created_at desc, id desc)', target);
end
$$;
revoke all on function private.make_user_owned from public;
