-- Accounts that an outside provider keeps, as its webhooks tell of them.

-- Who an outside user is here. The row stays when the account goes: what is deleted doesn't come back with a late delivery.
create table identity.outside_users (
    -- As the provider calls them: any string.
    provider_id text primary key check (octet_length(provider_id) between 1 and 255),
    user_id uuid references public.users on delete set null,
    -- The provider's time of the newest change that was taken over.
    changed_at timestamptz not null default '-infinity',
    -- By the provider. Without it and without an account, it was deleted here.
    deleted boolean not null default false
);
create unique index outside_users_user_id_key on identity.outside_users (user_id);

-- What has been received, for as long as a sender may send it again.
create table identity.webhook_deliveries (
    id text primary key check (octet_length(id) between 1 and 255),
    at timestamptz not null default now()
);
create index webhook_deliveries_at_idx on identity.webhook_deliveries (at);

-- The other direction: what happens here is told to endpoints elsewhere. Triggers write it, whoever makes the change: the server, an
-- operator, the person through the API, or a row that goes with another.

-- As the server was configured when it last started. Without any, nothing is written.
create table identity.webhook_endpoints (
    url text primary key
);

-- What is to be sent, a row for each endpoint. It goes as soon as it is sent.
create table identity.webhooks_out (
    id uuid primary key default gen_random_uuid(),
    endpoint text not null,
    -- {"type", "timestamp", "data"}: json keeps the text as it is signed.
    body json not null,
    created_at timestamptz not null default now(),
    -- When it may be tried next.
    due_at timestamptz not null default now(),
    -- When it is parked if it couldn't be sent.
    expires_at timestamptz not null default now() + interval '1 day',
    attempts int not null default 0,
    failure text,
    -- Since then nobody tries any more, until an operator has it sent again.
    parked_at timestamptz
);
create index webhooks_out_due_at_idx on identity.webhooks_out (endpoint, due_at) where parked_at is null;
create index webhooks_out_parked_at_idx on identity.webhooks_out (parked_at) where parked_at is not null;

create function identity.announce(kind text, data json) returns void language sql set search_path = '' as $$
    insert into identity.webhooks_out (endpoint, body)
    select url, json_build_object(
        'type', kind, 'timestamp', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'data', data)
    from identity.webhook_endpoints
$$;

-- With the rights of their owner: people change their own name.
create function identity.announce_user() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if tg_op = 'DELETE' then
        perform identity.announce('user.deleted', json_build_object('id', old.id));
    else
        perform identity.announce(
            case tg_op when 'INSERT' then 'user.created' else 'user.updated' end,
            json_build_object('id', new.id, 'email', new.email, 'email_verified', new.email_verified_at is not null,
                'display_name', new.display_name));
    end if;
    return null;
end
$$;
create function identity.announce_passkey() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if tg_op = 'DELETE' then
        perform identity.announce('passkey.deleted', json_build_object('id', old.id, 'user_id', old.user_id));
    else
        perform identity.announce(
            'passkey.created', json_build_object('id', new.id, 'user_id', new.user_id, 'name', new.name));
    end if;
    return null;
end
$$;
create function identity.announce_session() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if tg_op = 'DELETE' then
        perform identity.announce('session.ended', json_build_object('id', old.id, 'user_id', old.user_id));
    else
        perform identity.announce(
            'session.created', json_build_object('id', new.id, 'user_id', new.user_id, 'amr', new.amr, 'aal', new.aal));
    end if;
    return null;
end
$$;
revoke all on function identity.announce, identity.announce_user, identity.announce_passkey, identity.announce_session
    from public;

create trigger users_announce after insert or delete on public.users
    for each row execute function identity.announce_user();
create trigger users_announce_change after update on public.users
    for each row when (
        (old.email, old.email_verified_at is null, old.display_name)
            is distinct from (new.email, new.email_verified_at is null, new.display_name))
    execute function identity.announce_user();
create trigger passkeys_announce after insert or delete on identity.passkeys
    for each row execute function identity.announce_passkey();
-- Guests' sessions are nobody's news.
create trigger sessions_announce after insert on identity.sessions
    for each row when (new.user_id is not null) execute function identity.announce_session();
create trigger sessions_announce_end after delete on identity.sessions
    for each row when (old.user_id is not null) execute function identity.announce_session();
