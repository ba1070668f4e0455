-- Codes by email: what a browser was sent, how often, and the mail that carries it.

create table identity.codes (
    -- One a browser: asking again ends the one before.
    browser bytea primary key references identity.sessions on delete cascade,
    -- The salt; a new one with each code.
    id uuid not null,
    kind text not null check (kind in ('sign-in', 'sign-up')),
    -- As it was typed: what the page shows.
    email text not null check (char_length(email) <= 254),
    -- SHA-256 of salt and code; random where no code was sent, so that none fits.
    hash bytea not null check (length(hash) = 32),
    tries smallint not null default 0 check (tries between 0 and 3),
    sent_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index codes_expires_at_idx on identity.codes (expires_at);

-- How often something was done in the last hour, by whom: an address that mail was asked for, or the client that asked.
create table identity.allowances (
    kind text not null check (kind in ('address', 'client')),
    -- SHA-256: to be counted, nobody must be named.
    key bytea not null,
    taken timestamptz[] not null,
    expires_at timestamptz not null,
    primary key (kind, key)
);
create index allowances_expires_at_idx on identity.allowances (expires_at);

-- Mail that is to be sent, written in the transaction that it tells of.
create table identity.outbox (
    id uuid primary key default gen_random_uuid(),
    recipient text not null,
    -- Holds a code in the clear: a row goes as soon as it is sent or useless.
    letter jsonb not null,
    created_at timestamptz not null default now(),
    -- When it may be tried next.
    due_at timestamptz not null default now(),
    expires_at timestamptz not null,
    attempts int not null default 0,
    -- Only a development mailbox keeps what it has sent.
    sent_at timestamptz
);
create index outbox_due_at_idx on identity.outbox (due_at) where sent_at is null;
create index outbox_expires_at_idx on identity.outbox (expires_at);
create index outbox_sent_at_idx on identity.outbox (sent_at) where sent_at is not null;
