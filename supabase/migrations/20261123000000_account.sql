-- The account: its addresses, its passkeys as people know them, recovery, what happened, and who is shut out.

-- All addresses of an account. public.users follows the primary one, in the same transaction.
create table identity.emails (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references public.users on delete cascade,
    email text not null check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(email) <= 254),
    is_primary boolean not null default false,
    verified_at timestamptz,
    created_at timestamptz not null default now()
);
-- A verified address belongs to one account; whoever only says that it is theirs reserves nothing.
create unique index emails_verified_key on identity.emails (lower(email)) where verified_at is not null;
create unique index emails_of_a_person_key on identity.emails (user_id, lower(email));
create unique index emails_primary_key on identity.emails (user_id) where is_primary;
insert into identity.emails (user_id, email, is_primary, verified_at, created_at)
    select id, email, true, email_verified_at, created_at from public.users;

alter table identity.passkeys
    add column name text not null default 'Passkey'
        constraint passkeys_name_length check (char_length(btrim(name)) between 1 and 100),
    -- The model of the authenticator, as it says; null where it doesn't.
    add column aaguid uuid;

alter table identity.ceremonies
    drop constraint ceremonies_kind_check,
    add constraint ceremonies_kind_check check (kind in ('sign-up', 'sign-in', 'autofill', 'add', 'confirm'));
alter table identity.codes
    drop constraint codes_kind_check,
    add constraint codes_kind_check check (kind in ('sign-in', 'sign-up', 'verify', 'confirm'));
alter table identity.allowances
    drop constraint allowances_kind_check,
    add constraint allowances_kind_check check (kind in ('address', 'client', 'recovery'));

create table identity.recovery_codes (
    -- The first group of the code: finds it, and is no secret.
    selector text primary key,
    user_id uuid not null references public.users on delete cascade,
    -- Argon2id of the rest, as a PHC string.
    hash text not null,
    used_at timestamptz
);
create index recovery_codes_user_id_idx on identity.recovery_codes (user_id);

-- Links that an operator hands to somebody who can't sign in.
create table identity.recovery_links (
    -- SHA-256 of 128 random bits.
    hash bytea primary key,
    user_id uuid not null references public.users on delete cascade,
    expires_at timestamptz not null
);
create index recovery_links_user_id_idx on identity.recovery_links (user_id);
create index recovery_links_expires_at_idx on identity.recovery_links (expires_at);

-- What happened to an account. It goes with the account, but for the entry that it went, which names nobody.
create table identity.events (
    id uuid primary key default gen_random_uuid(),
    user_id uuid references public.users on delete cascade,
    kind text not null,
    at timestamptz not null default now()
);
create index events_of_a_person_idx on identity.events (user_id, at desc);

-- Accounts that the operator has shut out.
create table identity.disabled_accounts (
    user_id uuid primary key references public.users on delete cascade,
    since timestamptz not null default now()
);
