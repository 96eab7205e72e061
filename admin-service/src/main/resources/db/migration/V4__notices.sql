-- What people and their systems are told of, where that is sent, and how it went.

create table webhook_endpoint (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    url text not null check (char_length(url) between 1 and 2000),
    description text check (char_length(description) between 1 and 200),
    -- Names of events, families as invoice.*, or * for all.
    events text[] not null check (cardinality(events) between 1 and 50),
    enabled boolean not null,
    -- When it was switched off for having failed too long; enabling it takes this away.
    given_up_at timestamptz,
    sealed_secret text not null,
    -- A secret that was replaced signs beside its successor for a while.
    sealed_former_secret text,
    former_until timestamptz,
    -- Failures in a row, since when, when last, and until when it is left alone.
    failures integer not null default 0 check (failures >= 0),
    failing_since timestamptz,
    failed_at timestamptz,
    rests_until timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    check ((sealed_former_secret is null) = (former_until is null)),
    check (given_up_at is null or not enabled)
);

-- A tenant is told of the same thing once, for ever: this stays when the notice itself is deleted.
create table notice_key (
    tenant_id uuid not null,
    key text not null check (char_length(key) between 1 and 200),
    taken_at timestamptz not null,
    primary key (tenant_id, key)
);

create table notice (
    tenant_id uuid not null,
    id uuid not null,
    key text not null,
    name text not null,
    -- JSON, as text: it is sent as it came, and may hold what jsonb has no place for.
    facts text not null,
    mail_subject text,
    mail_text text,
    raised_at timestamptz not null,
    received_at timestamptz not null,
    primary key (tenant_id, id),
    check ((mail_subject is null) = (mail_text is null))
);
create index notice_received on notice (tenant_id, received_at);
-- For deleting what is old, of all tenants.
create index notice_age on notice (received_at);

-- A notice on its way to one recipient or endpoint. What waits has a moment of its next attempt; while it is attempted, that is
-- when somebody else may try.
create table delivery (
    tenant_id uuid not null,
    id uuid not null,
    notice_id uuid not null,
    kind text not null check (kind in ('MAIL', 'WEBHOOK')),
    recipient text,
    endpoint_id uuid,
    state text not null check (state in ('WAITING', 'DELIVERED', 'FAILED')),
    -- Since it was planned, or last asked for again.
    attempts integer not null default 0 check (attempts >= 0),
    next_attempt_at timestamptz,
    claim uuid,
    delivered_at timestamptz,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, notice_id, endpoint_id),
    unique (tenant_id, notice_id, recipient),
    foreign key (tenant_id, notice_id) references notice (tenant_id, id) on delete cascade,
    foreign key (tenant_id, endpoint_id) references webhook_endpoint (tenant_id, id) on delete cascade,
    check ((kind = 'MAIL') = (recipient is not null)),
    check ((kind = 'WEBHOOK') = (endpoint_id is not null)),
    check ((state = 'WAITING') = (next_attempt_at is not null))
);
create index delivery_endpoint on delivery (tenant_id, endpoint_id, state);
-- For those who look for what is due, of all tenants.
create index delivery_due on delivery (kind, next_attempt_at) where state = 'WAITING';

-- What came of each attempt: never what the other side said.
create table delivery_attempt (
    tenant_id uuid not null,
    id uuid not null,
    delivery_id uuid not null,
    attempted_at timestamptz not null,
    status integer,
    ms integer not null check (ms >= 0),
    error text check (char_length(error) between 1 and 60),
    primary key (tenant_id, id),
    foreign key (tenant_id, delivery_id) references delivery (tenant_id, id) on delete cascade
);
create index delivery_attempt_delivery on delivery_attempt (tenant_id, delivery_id, id);
create index delivery_attempt_age on delivery_attempt (attempted_at);

alter table webhook_endpoint enable row level security;
create policy tenant on webhook_endpoint using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on webhook_endpoint to admin_jobs using (true);

alter table notice_key enable row level security;
create policy tenant on notice_key using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on notice_key to admin_jobs using (true);

alter table notice enable row level security;
create policy tenant on notice using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on notice to admin_jobs using (true);

alter table delivery enable row level security;
create policy tenant on delivery using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on delivery to admin_jobs using (true);

alter table delivery_attempt enable row level security;
create policy tenant on delivery_attempt using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on delivery_attempt to admin_jobs using (true);
