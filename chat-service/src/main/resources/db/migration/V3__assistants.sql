-- The assistant of a tenant; each change is a version that receipts can name.
create table persona (
    tenant_id    uuid        not null,
    version      int         not null,
    name         text        not null,
    instructions text        not null,
    tone         text,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, version)
);

-- Which model answers for a tenant. The provider's key is sealed.
create table model_choice (
    tenant_id   uuid primary key,
    provider    text             not null check (provider in ('local', 'openai')),
    base_url    text,
    model       text,
    sealed_key  text,
    temperature double precision not null,
    max_tokens  int              not null,
    updated_at  timestamptz      not null default now()
);

-- What providers take, in US dollars per million tokens. A price holds from a moment on and is never edited.
create table model_price (
    provider       text           not null,
    model          text           not null,
    effective_from timestamptz    not null,
    input          numeric(12, 6) not null check (input >= 0),
    output         numeric(12, 6) not null check (output >= 0),
    primary key (provider, model, effective_from)
);
insert into model_price (provider, model, effective_from, input, output) values
    ('local', 'local', '2025-01-01T00:00:00Z', 0, 0),
    ('openai', 'gpt-4o', '2025-01-01T00:00:00Z', 2.50, 10.00),
    ('openai', 'gpt-4o-mini', '2025-01-01T00:00:00Z', 0.15, 0.60),
    ('openai', 'gpt-4.1', '2025-04-14T00:00:00Z', 2.00, 8.00),
    ('openai', 'gpt-4.1-mini', '2025-04-14T00:00:00Z', 0.40, 1.60),
    ('openai', 'gpt-4.1-nano', '2025-04-14T00:00:00Z', 0.10, 0.40);

-- What billing-service and tool-service last said of a tenant.
create table entitlement_snapshot (
    tenant_id  uuid primary key,
    version    bigint      not null,
    data       jsonb       not null,
    updated_at timestamptz not null default now()
);
create table tool_snapshot (
    tenant_id  uuid primary key,
    version    bigint      not null,
    data       jsonb       not null,
    updated_at timestamptz not null default now()
);

alter table persona enable row level security;
alter table model_choice enable row level security;
alter table entitlement_snapshot enable row level security;
alter table tool_snapshot enable row level security;
create policy tenant on persona using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy tenant on model_choice using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy tenant on entitlement_snapshot using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy tenant on tool_snapshot using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on persona to chat_jobs using (true);
create policy jobs on model_choice to chat_jobs using (true);
create policy jobs on entitlement_snapshot to chat_jobs using (true);
create policy jobs on tool_snapshot to chat_jobs using (true);
