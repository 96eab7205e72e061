-- Systems of a tenant's own. The version grows with every change of settings or credentials, so that what was obtained with
-- old ones is told apart; a deleted one stays for what its operations have done, but without its credentials.
create table integration (
    tenant_id          uuid        not null,
    id                 uuid        not null,
    kind               text        not null
        check (kind in ('custom_api', 'shopify', 'woocommerce', 'database', 'mcp', 'n8n')),
    name               text        not null,
    settings           text        not null check (settings::json is not null),
    sealed_credentials text,
    credential_names   text        not null check (credential_names::json is not null),
    enabled            boolean     not null,
    version            bigint      not null,
    status             text        not null check (status in ('untested', 'working', 'failing')),
    tested_at          timestamptz,
    test_code          text,
    test_sentence      text,
    deleted_at         timestamptz,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    primary key (tenant_id, id),
    check ((deleted_at is null) = (sealed_credentials is not null)),
    check ((status = 'untested') = (tested_at is null)),
    check ((status = 'failing') = (test_code is not null))
);
create unique index integration_name on integration (tenant_id, name) where deleted_at is null;
alter table integration enable row level security;
create policy tenant on integration using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on integration to ${flyway:defaultSchema}_jobs using (true);

-- What one of them can be asked to do, by name.
create table operation (
    tenant_id      uuid        not null,
    id             uuid        not null,
    integration_id uuid        not null,
    name           text        not null check (name ~ '^[a-z][a-z0-9_]{0,63}$'),
    description    text        not null,
    risk           text        not null check (risk in ('read', 'write', 'money')),
    definition     text        not null check (definition::json is not null),
    parameters     text        not null check (parameters::json is not null),
    cache_seconds  int         not null check (cache_seconds >= 0 and cache_seconds <= 3600),
    status         text        not null check (status in ('active', 'deleted')),
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, integration_id) references integration (tenant_id, id),
    check (risk = 'read' or cache_seconds = 0)
);
create unique index operation_name on operation (tenant_id, integration_id, name) where status = 'active';
alter table operation enable row level security;
create policy tenant on operation using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on operation to ${flyway:defaultSchema}_jobs using (true);

-- A tenant's tool is an endpoint of its own with a secret, or an operation, whose parameters may have other names.
alter table tenant_tool alter column url drop not null;
alter table tenant_tool alter column sealed_secret drop not null;
alter table tenant_tool add column operation_id uuid;
alter table tenant_tool add column operation_arguments text
    check (operation_arguments is null or operation_arguments::json is not null);
alter table tenant_tool add foreign key (tenant_id, operation_id) references operation (tenant_id, id);
alter table tenant_tool add check (num_nonnulls(url, operation_id) = 1);
alter table tenant_tool add check ((url is null) = (sealed_secret is null));
create index tenant_tool_operation on tenant_tool (tenant_id, operation_id) where operation_id is not null;
