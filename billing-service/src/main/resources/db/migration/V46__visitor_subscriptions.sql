-- What tenants sell to their visitors, and who has what of it. Prices are the tenants'; the platform moves no money here.

create table visitor_offer (
    tenant_id        uuid        not null,
    key              text        not null check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
    name             text        not null check (char_length(name) between 1 and 100),
    kind             text        not null check (kind in ('daily', 'monthly', 'yearly', 'lifetime')),
    price_minor      bigint      not null check (price_minor >= 0),
    currency         text        not null check (currency ~ '^[A-Z]{3}$'),
    tier             text        not null check (tier in ('lightweight', 'full', 'premium')),
    -- Null: not limited.
    messages_per_day bigint      check (messages_per_day >= 0),
    -- As they are called in Google Play, if it is sold there.
    play_product     text,
    play_base_plan   text,
    enabled          boolean     not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    primary key (tenant_id, key),
    check (play_product is not null or play_base_plan is null)
);
create unique index visitor_offer_play on visitor_offer (tenant_id, play_product, coalesce(play_base_plan, '')) where play_product is not null;

-- What holds for all visitors of a tenant. A tenant without a row sells nothing.
create table visitor_selling (
    tenant_id             uuid primary key,
    -- Of visitors without a subscription. Null: not limited.
    free_messages_per_day bigint check (free_messages_per_day >= 0),
    grace_days            int    not null check (grace_days >= 0 and grace_days <= 30),
    -- Of what chat-service was told last.
    version               bigint not null
);

create table play_account (
    tenant_id       uuid primary key,
    package_name    text        not null,
    -- The key file of the service account, sealed.
    service_account text        not null,
    client_email    text        not null,
    -- Whose pushes are believed, and for which audience; without them none are.
    push_email      text,
    push_audience   text,
    updated_at      timestamptz not null,
    check ((push_email is null) = (push_audience is null))
);
-- A push names the package before the tenant is known.
create index play_account_push on play_account (package_name, push_email, push_audience) where push_email is not null;

-- One row for each visitor who ever had a subscription: locking it is what makes changes of one visitor queue up.
create table purchase_holder (
    tenant_id   uuid   not null,
    visitor_id  uuid   not null,
    version     bigint not null,
    -- What chat-service was told last.
    told        text,
    -- When something changes by time alone; null: never.
    next_due_at timestamptz,
    primary key (tenant_id, visitor_id)
);
create index purchase_holder_due on purchase_holder (next_due_at) where next_due_at is not null;

create table purchase (
    tenant_id        uuid        not null,
    id               uuid        not null,
    visitor_id       uuid        not null,
    source           text        not null check (source in ('google_play', 'grant')),
    offer            text        not null,
    kind             text        not null check (kind in ('daily', 'monthly', 'yearly', 'lifetime')),
    tier             text        not null,
    messages_per_day bigint,
    state            text        not null check (state in ('pending', 'active', 'grace', 'on_hold', 'paused', 'cancelled', 'expired',
                                                           'superseded', 'revoked')),
    -- Whether it goes on by itself when its time is over: only then there is a grace.
    renews           boolean     not null,
    started_at       timestamptz not null,
    -- Null: for life.
    expires_at       timestamptz,
    grace_days       int         not null,
    -- How many days, months or years were paid since it started; of grants.
    periods          int         not null default 0,
    product          text,
    token_hash       text,
    -- The store's token, sealed.
    token            text,
    acknowledged     boolean     not null default true,
    -- When the store was asked for what stands here: an answer to an older question changes nothing.
    read_at          timestamptz,
    -- Null while anything may still come of it.
    ended_at         timestamptz,
    created_at       timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, visitor_id) references purchase_holder (tenant_id, visitor_id),
    check ((source = 'google_play') = (token_hash is not null)),
    check ((kind = 'lifetime') = (expires_at is null) or state in ('pending', 'expired'))
);
-- A token is one visitor's of one tenant, on the whole platform.
create unique index purchase_token on purchase (token_hash) where token_hash is not null;
create index purchase_visitor on purchase (tenant_id, visitor_id, id);
create index purchase_unacknowledged on purchase (tenant_id, id) where not acknowledged;
create index purchase_unread on purchase (tenant_id, expires_at) where source = 'google_play' and ended_at is null and expires_at is not null;

-- What became of purchases, never changed.
create table purchase_event (
    tenant_id   uuid        not null,
    id          uuid        not null,
    purchase_id uuid        not null,
    visitor_id  uuid        not null,
    event       text        not null,
    state       text        not null,
    expires_at  timestamptz,
    -- The caller's own name for what was paid: the same twice is one act.
    reference   text        check (char_length(reference) between 1 and 200),
    -- Who did it, as far as somebody did.
    actor       text,
    happened_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, purchase_id) references purchase (tenant_id, id)
);
create unique index purchase_event_reference on purchase_event (tenant_id, reference) where reference is not null;
create index purchase_event_visitor on purchase_event (tenant_id, visitor_id, id);

do $$
declare
    t text;
begin
    foreach t in array array['visitor_offer', 'visitor_selling', 'play_account', 'purchase_holder', 'purchase', 'purchase_event'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''usher.tenant'', true), '''')::uuid)', t);
        execute format('create policy jobs on %I to billing_jobs using (true)', t);
    end loop;
    revoke update, delete on purchase_event from billing_app, billing_jobs;
end $$;
