-- Accounts' credentials and sessions. The schema is never exposed by PostgREST; the role `identity` alone reaches it.
-- An account is its row in public.users: whatever belongs to it goes when that row goes.

create schema identity;
revoke all on schema identity from public;
grant usage on schema identity to identity;
alter default privileges in schema identity grant select, insert, update, delete on tables to identity;

-- An unverified address proves nothing, so it neither reserves itself nor reveals whether it is taken.
create unique index users_verified_email_key on public.users (lower(email)) where email_verified_at is not null;

create table identity.passkeys (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references public.users on delete cascade,
    credential_id bytea not null unique,
    -- webauthn-rs's record: public key, counter, flags. Replaced by compare-and-set.
    credential jsonb not null,
    -- credProps.rk as the browser reported it; null where it said nothing.
    discoverable boolean,
    created_at timestamptz not null default now(),
    last_used_at timestamptz
);
create index passkeys_user_id_idx on identity.passkeys (user_id);

create table identity.sessions (
    -- SHA-256 of the id in the cookie: a copy of this table signs nobody in.
    id_hash bytea primary key,
    -- The name of the session in tokens and lists; no secret.
    id uuid not null unique default gen_random_uuid(),
    -- Null while the browser is a guest's.
    user_id uuid references public.users on delete cascade,
    data jsonb not null default '{}',
    amr text[] not null default '{}',
    aal text not null default 'aal1' check (aal in ('aal1', 'aal2')),
    user_agent text,
    address text,
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    authenticated_at timestamptz,
    expires_at timestamptz not null
);
create index sessions_user_id_idx on identity.sessions (user_id);
create index sessions_expires_at_idx on identity.sessions (expires_at);

-- The server's half of a WebAuthn ceremony: one of each kind a browser, taken out before it is verified.
create table identity.ceremonies (
    browser bytea not null references identity.sessions on delete cascade,
    kind text not null check (kind in ('sign-up', 'sign-in', 'autofill')),
    state jsonb not null,
    expires_at timestamptz not null,
    primary key (browser, kind)
);
create index ceremonies_expires_at_idx on identity.ceremonies (expires_at);
