-- How a tenant's questions are led to its models; without a row, all to the one that answers.
create table model_routing (
    tenant_id  uuid primary key,
    data       jsonb       not null,
    updated_at timestamptz not null default now()
);
alter table model_routing enable row level security;
create policy tenant on model_routing using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on model_routing to chat_jobs using (true);
