-- Every call of a tool, once per call id. A row is written before the tool is called and finished after; one that is
-- still running past its deadline belongs to a replica that died, and nobody knows what the tool did.
create table invocation (
    tenant_id       uuid        not null,
    id              uuid        not null,
    call_id         uuid        not null,
    tool_id         uuid        references catalog_tool,
    tool            text        not null,
    conversation_id uuid        not null,
    message_id      uuid        not null,
    state           text        not null check (state in ('running', 'succeeded', 'failed')),
    arguments       text        not null check (arguments::json is not null),
    result          text        check (result is null or result::json is not null),
    display         text,
    error_code      text,
    error_message   text,
    retryable       boolean,
    http_status     int,
    attempts        int,
    duration_ms     bigint,
    deadline        timestamptz not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, call_id),
    check ((state = 'failed') = (error_code is not null)),
    check ((state = 'running') = (duration_ms is null))
);
create index invocation_conversation on invocation (tenant_id, conversation_id, id);
alter table invocation enable row level security;
create policy tenant on invocation using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on invocation to ${flyway:defaultSchema}_jobs using (true);
