-- Events that became true and wait for the relay; a row leaves when Kafka has acknowledged it.
create table outbox (
    seq        bigint generated always as identity primary key,
    tenant_id  uuid        not null,
    topic      text        not null,
    payload    text        not null,
    created_at timestamptz not null default now()
);
alter table outbox enable row level security;
create policy tenant on outbox using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid
    or current_setting('usher.platform', true) = 'on');
create policy jobs on outbox to ${flyway:defaultSchema}_jobs using (true);

-- Which events a consumer has taken, for consumers whose own tables do not tell.
create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
create index inbox_age on inbox (received_at);

-- First answers of requests that carried an Idempotency-Key; the body is sealed because it may show a secret once.
create table idempotency (
    tenant_id    uuid        not null,
    route        text        not null,
    key          text        not null,
    request_hash text        not null,
    status       int,
    body         text,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, route, key)
);
create index idempotency_age on idempotency (created_at);
alter table idempotency enable row level security;
create policy tenant on idempotency using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on idempotency to ${flyway:defaultSchema}_jobs using (true);

-- What admin-service last said of each tenant. Read before the tenant is known, hence by jobs alone.
create table tenant_snapshot (
    tenant_id  uuid primary key,
    version    bigint      not null,
    data       jsonb       not null,
    updated_at timestamptz not null default now()
);
create table tenant_key (
    sha256    text primary key,
    tenant_id uuid not null references tenant_snapshot
);
create index tenant_key_tenant on tenant_key (tenant_id);
alter table tenant_snapshot enable row level security;
alter table tenant_key enable row level security;
create policy tenant on tenant_snapshot using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on tenant_snapshot to ${flyway:defaultSchema}_jobs using (true);
create policy jobs on tenant_key to ${flyway:defaultSchema}_jobs using (true);
