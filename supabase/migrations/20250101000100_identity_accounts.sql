-- Credentials of accounts. PostgREST doesn't expose this schema: only the role `identity` has
-- access.
-- An account is its row in public.users: deleting the row deletes everything that references it.

create schema identity;
revoke all on schema identity from public;
grant usage on schema identity to identity;
alter default privileges in schema identity
    grant select, insert, update, delete on tables to identity;

-- All addresses of an account. public.users contains a copy of the primary one.
create table identity.emails (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references public.users on delete cascade,
    email text not null
        constraint emails_email_format
            check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(email) <= 254),
    is_primary boolean not null default false,
    verified_at timestamptz,
    created_at timestamptz not null default now()
);
-- A verified address belongs to one account; unverified ones may be claimed by several.
create unique index emails_verified_email_key on identity.emails (lower(email))
    where verified_at is not null;
create unique index emails_user_id_email_key on identity.emails (user_id, lower(email));
create unique index emails_primary_key on identity.emails (user_id) where is_primary;

create table identity.passkeys (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references public.users on delete cascade,
    credential_id bytea not null unique,
    -- The record of webauthn-rs: public key, counter, flags. Updated by compare-and-set.
    credential jsonb not null,
    -- credProps.rk as reported by the browser; null if it wasn't.
    discoverable boolean,
    -- The model of the authenticator; null if it isn't disclosed.
    aaguid uuid,
    name text not null default 'Passkey'
        constraint passkeys_name_length check (char_length(btrim(name)) between 1 and 100),
    created_at timestamptz not null default now(),
    last_used_at timestamptz
);
create index passkeys_user_id_idx on identity.passkeys (user_id);

create table identity.recovery_codes (
    -- The first group of the code. Finds the row and is not a secret.
    selector text primary key,
    user_id uuid not null references public.users on delete cascade,
    -- Argon2id of the other groups, as a PHC string.
    hash text not null,
    used_at timestamptz
);
create index recovery_codes_user_id_idx on identity.recovery_codes (user_id);

-- Links created by an operator for users who can't sign in.
create table identity.recovery_links (
    -- SHA-256 of 256 random bits.
    token_hash bytea primary key,
    user_id uuid not null references public.users on delete cascade,
    expires_at timestamptz not null
);
create index recovery_links_user_id_idx on identity.recovery_links (user_id);
create index recovery_links_expires_at_idx on identity.recovery_links (expires_at);

-- Accounts disabled by an operator.
create table identity.disabled_accounts (
    user_id uuid primary key references public.users on delete cascade,
    disabled_at timestamptz not null default now()
);

-- Deleted together with the account, except for the entry `account_deleted`, which has no user_id.
create table identity.audit_log (
    id uuid primary key default gen_random_uuid(),
    user_id uuid references public.users on delete cascade,
    event text not null,
    created_at timestamptz not null default now()
);
create index audit_log_user_id_idx on identity.audit_log (user_id, created_at desc);
