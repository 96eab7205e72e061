-- What billing-service last said that each tenant may use.
create table entitlement_snapshot (
    tenant_id  uuid primary key,
    version    bigint      not null,
    data       jsonb       not null,
    updated_at timestamptz not null default now()
);
alter table entitlement_snapshot enable row level security;
create policy tenant on entitlement_snapshot using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on entitlement_snapshot to ${flyway:defaultSchema}_jobs using (true);
revoke insert, update, delete on entitlement_snapshot from ${flyway:defaultSchema}_app;
