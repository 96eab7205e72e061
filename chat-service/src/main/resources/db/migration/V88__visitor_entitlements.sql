-- What billing-service last said that a visitor may use. The visitor of zeros stands for all who have nothing of their own.
create table visitor_entitlement (
    tenant_id  uuid        not null,
    visitor_id uuid        not null,
    version    bigint      not null,
    data       jsonb       not null,
    updated_at timestamptz not null default now(),
    primary key (tenant_id, visitor_id)
);
alter table visitor_entitlement enable row level security;
create policy tenant on visitor_entitlement using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on visitor_entitlement to chat_jobs using (true);
