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
