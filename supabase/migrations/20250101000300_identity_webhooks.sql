-- Incoming webhooks of an external identity provider, and outgoing webhooks about accounts here.

-- Users of the provider. The row outlives the account, so that a late webhook doesn't recreate it.
create table identity.external_users (
    -- The provider's id.
    external_id text primary key check (octet_length(external_id) between 1 and 255),
    user_id uuid references public.users on delete set null,
    -- The time of the newest event that was applied, by the provider's clock.
    last_event_at timestamptz not null default '-infinity',
    -- Deleted at the provider. If false and user_id is null, the account was deleted here.
    deleted boolean not null default false
);
create unique index external_users_user_id_key on identity.external_users (user_id);

-- Ids of received webhooks, kept for as long as senders retry.
create table identity.received_webhooks (
    id text primary key check (octet_length(id) between 1 and 255),
    received_at timestamptz not null default now()
);
create index received_webhooks_received_at_idx on identity.received_webhooks (received_at);

-- The endpoints configured when the server last started. Without any, nothing is enqueued.
create table identity.webhook_endpoints (
    url text primary key
);

-- One row per event and endpoint, deleted when it is delivered.
create table identity.outgoing_webhooks (
    id uuid primary key default gen_random_uuid(),
    endpoint text not null,
    -- {"type", "timestamp", "data"}. json, not jsonb: the text is signed and kept as it is.
    body json not null,
    created_at timestamptz not null default now(),
    next_attempt_at timestamptz not null default now(),
    -- Abandoned if it isn't delivered by then.
    expires_at timestamptz not null default now() + interval '1 day',
    attempts int not null default 0,
    last_error text,
    -- Set when retrying stops; an operator can replay the webhook.
    abandoned_at timestamptz
);
create index outgoing_webhooks_next_attempt_at_idx
    on identity.outgoing_webhooks (endpoint, next_attempt_at) where abandoned_at is null;
create index outgoing_webhooks_abandoned_at_idx
    on identity.outgoing_webhooks (abandoned_at) where abandoned_at is not null;

create function identity.enqueue_webhook(event_type text, data json) returns void
language sql set search_path = '' as $$
    insert into identity.outgoing_webhooks (endpoint, body)
    select url, json_build_object(
        'type', event_type,
        'timestamp', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'data', data)
    from identity.webhook_endpoints
$$;

-- Triggers enqueue webhooks, so that every change is reported: by the server, by an operator, by a
-- user through the API, or by a cascade. They run as their owner, because users change their own
-- name.
create function identity.enqueue_user_webhook() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
    if tg_op = 'DELETE' then
        perform identity.enqueue_webhook('user.deleted', json_build_object('id', old.id));
    else
        perform identity.enqueue_webhook(
            case tg_op when 'INSERT' then 'user.created' else 'user.updated' end,
            json_build_object('id', new.id, 'email', new.email,
                'email_verified', new.email_verified_at is not null,
                'display_name', new.display_name));
    end if;
    return null;
end
$$;
create function identity.enqueue_passkey_webhook() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
    if tg_op = 'DELETE' then
        perform identity.enqueue_webhook('passkey.deleted',
            json_build_object('id', old.id, 'user_id', old.user_id));
    else
        perform identity.enqueue_webhook('passkey.created',
            json_build_object('id', new.id, 'user_id', new.user_id, 'name', new.name));
    end if;
    return null;
end
$$;
create function identity.enqueue_session_webhook() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
    if tg_op = 'DELETE' then
        perform identity.enqueue_webhook('session.ended',
            json_build_object('id', old.id, 'user_id', old.user_id));
    else
        perform identity.enqueue_webhook('session.created',
            json_build_object('id', new.id, 'user_id', new.user_id,
                'amr', new.amr, 'aal', new.aal));
    end if;
    return null;
end
$$;
revoke all on function identity.enqueue_webhook, identity.enqueue_user_webhook,
    identity.enqueue_passkey_webhook, identity.enqueue_session_webhook from public;

create trigger users_enqueue_webhook after insert or delete on public.users
    for each row execute function identity.enqueue_user_webhook();
create trigger users_enqueue_update_webhook after update on public.users
    for each row when (
        (old.email, old.email_verified_at is null, old.display_name)
            is distinct from (new.email, new.email_verified_at is null, new.display_name))
    execute function identity.enqueue_user_webhook();
create trigger passkeys_enqueue_webhook after insert or delete on identity.passkeys
    for each row execute function identity.enqueue_passkey_webhook();
-- Guests' sessions are not reported.
create trigger sessions_enqueue_webhook after insert on identity.sessions
    for each row when (new.user_id is not null)
    execute function identity.enqueue_session_webhook();
create trigger sessions_enqueue_end_webhook after delete on identity.sessions
    for each row when (old.user_id is not null)
    execute function identity.enqueue_session_webhook();
