-- The hosts that a tenant's tools may call; a tenant without rows here has not limited them.
create table egress_rule (
    tenant_id  uuid        not null,
    id         uuid        not null,
    host       text        not null check (host = lower(host)),
    created_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, host)
);
alter table egress_rule enable row level security;
create policy tenant on egress_rule using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on egress_rule to ${flyway:defaultSchema}_jobs using (true);

-- The secret before the present one: calls are signed with both until then, so that an endpoint can change over.
alter table tenant_tool
    add column former_sealed_secret text,
    add column former_secret_until  timestamptz,
    add check ((former_sealed_secret is null) = (former_secret_until is null));
