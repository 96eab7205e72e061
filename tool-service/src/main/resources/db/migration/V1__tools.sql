-- The tools there are, for all tenants alike: no tenant, hence no row-level security. JSON is kept as the text it came
-- as, because jsonb can hold neither every number nor every character that JSON can.
create table catalog_tool (
    id          uuid primary key,
    revision    int         not null,
    status      text        not null check (status in ('active', 'deleted')),
    name        text        not null check (name ~ '^[a-z][a-z0-9_]{0,63}$'),
    description text        not null,
    category    text        not null,
    risk        text        not null check (risk in ('read', 'write', 'money')),
    label       text        not null,
    done_label  text        not null,
    parameters  text        not null check (parameters::json is not null),
    identity    text        not null check (identity::json is not null),
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create unique index catalog_tool_name on catalog_tool (name) where status = 'active';

-- What a tenant has made of a tool: its own endpoint and the secret that endpoint is called with.
create table tenant_tool (
    tenant_id     uuid        not null,
    tool_id       uuid        not null references catalog_tool,
    enabled       boolean     not null,
    url           text        not null,
    timeout_ms    int         not null check (timeout_ms >= 100 and timeout_ms <= 120000),
    config        text        check (config is null or config::json is not null),
    sealed_secret text        not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    primary key (tenant_id, tool_id)
);
create index tenant_tool_tool on tenant_tool (tool_id, tenant_id);
alter table tenant_tool enable row level security;
create policy tenant on tenant_tool using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy platform on tenant_tool for select using (current_setting('usher.platform', true) = 'on');
create policy jobs on tenant_tool to ${flyway:defaultSchema}_jobs using (true);

-- The version of a tenant's tools as last told to others. Its row is also the lock that puts changes of one tenant's
-- tools in order: whoever takes it sees what the one before has committed.
create table tools_version (
    tenant_id uuid primary key,
    version   bigint not null
);
alter table tools_version enable row level security;
create policy tenant on tools_version using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid
    or current_setting('usher.platform', true) = 'on');
create policy jobs on tools_version to ${flyway:defaultSchema}_jobs using (true);
