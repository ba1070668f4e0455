-- Sessions of browsers, and what is bound to them: WebAuthn challenges and codes sent by email.

create table identity.sessions (
    -- SHA-256 of the id in the cookie: a copy of this table can't be used to sign in.
    id_hash bytea primary key,
    -- The public id, used in tokens and lists.
    id uuid not null unique default gen_random_uuid(),
    -- Null for a guest.
    user_id uuid references public.users on delete cascade,
    data jsonb not null default '{}',
    -- Authentication methods (RFC 8176).
    amr text[] not null default '{}',
    aal text not null default 'aal1' check (aal in ('aal1', 'aal2')),
    user_agent text,
    ip_address text,
    -- The language of the page at sign-in (ISO 639-1), for mail to users who have chosen none.
    language text,
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    authenticated_at timestamptz,
    expires_at timestamptz not null
);
create index sessions_user_id_idx on identity.sessions (user_id);
create index sessions_expires_at_idx on identity.sessions (expires_at);

-- The server's state of a WebAuthn registration or authentication: at most one of each kind per
-- session, deleted before it is verified.
create table identity.challenges (
    session_id_hash bytea not null references identity.sessions on delete cascade,
    kind text not null check (kind in
        ('sign_up', 'sign_in', 'sign_in_autofill', 'add_passkey', 'reauthenticate')),
    state jsonb not null,
    expires_at timestamptz not null,
    primary key (session_id_hash, kind)
);
create index challenges_expires_at_idx on identity.challenges (expires_at);

-- One-time codes sent by email: at most one per session.
create table identity.codes (
    session_id_hash bytea primary key references identity.sessions on delete cascade,
    -- Changes with each code.
    salt uuid not null,
    purpose text not null check (purpose in
        ('sign_in', 'sign_up', 'verify_email', 'reauthenticate')),
    -- As it was typed.
    email text not null check (char_length(email) <= 254),
    -- SHA-256 of salt and code; random if no code was sent, so that no code matches.
    hash bytea not null check (length(hash) = 32),
    attempts smallint not null default 0 check (attempts between 0 and 3),
    sent_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index codes_expires_at_idx on identity.codes (expires_at);

-- Sliding windows of one hour.
create table identity.rate_limits (
    name text not null check (name in
        ('emails_per_address', 'emails_per_client', 'recovery_codes_per_client')),
    -- SHA-256 of the address or the client's network, so that no personal data is stored.
    key_hash bytea not null,
    used_at timestamptz[] not null,
    expires_at timestamptz not null,
    primary key (name, key_hash)
);
create index rate_limits_expires_at_idx on identity.rate_limits (expires_at);

-- Outgoing mail, enqueued in the transaction that it is about.
create table identity.mail_queue (
    id uuid primary key default gen_random_uuid(),
    recipient text not null,
    -- ISO 639-1, if known.
    language text,
    -- Kind and values of the template. May contain a code in plain text: the row is deleted as soon
    -- as it is sent or expired.
    template jsonb not null,
    created_at timestamptz not null default now(),
    next_attempt_at timestamptz not null default now(),
    expires_at timestamptz not null,
    attempts int not null default 0,
    -- Only set for the development mailbox, which keeps mail.
    sent_at timestamptz
);
create index mail_queue_next_attempt_at_idx on identity.mail_queue (next_attempt_at)
    where sent_at is null;
create index mail_queue_expires_at_idx on identity.mail_queue (expires_at);
create index mail_queue_sent_at_idx on identity.mail_queue (sent_at) where sent_at is not null;
