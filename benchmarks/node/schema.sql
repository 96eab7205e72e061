-- The tables of chat-service's V1__conversations.sql that a turn touches, in a schema of their own. No row-level security:
-- the owner writes here, so it would not bite.
create schema if not exists node_bench;
set search_path = node_bench;
create table if not exists api_key (hash text primary key, tenant_id uuid not null);
create table if not exists visitor (
    tenant_id uuid not null, id uuid not null, created_at timestamptz not null, last_seen_at timestamptz not null,
    primary key (tenant_id, id)
);
create table if not exists conversation (
    tenant_id uuid not null, id uuid not null, visitor_id uuid not null, status text not null default 'open',
    turns int not null default 0, locale text not null, preview text not null,
    tokens_input bigint not null default 0, tokens_output bigint not null default 0, tool_calls int not null default 0,
    cost_micros bigint not null default 0, started_at timestamptz not null, last_message_at timestamptz not null,
    primary key (tenant_id, id), foreign key (tenant_id, visitor_id) references visitor
);
create index if not exists conversation_visitor on conversation (tenant_id, visitor_id, id desc);
create table if not exists message (
    tenant_id uuid not null, id uuid not null, conversation_id uuid not null, turn_id uuid not null,
    visitor_id uuid not null, role text not null, text text not null, client_message_id text,
    citations jsonb not null default '[]', tool_calls jsonb not null default '[]', finish_reason text,
    created_at timestamptz not null,
    primary key (tenant_id, id), foreign key (tenant_id, conversation_id) references conversation
);
create index if not exists message_conversation on message (tenant_id, conversation_id, id);
create index if not exists message_answers on message (tenant_id, created_at) where role = 'assistant';
create unique index if not exists message_once on message (tenant_id, visitor_id, client_message_id)
    where client_message_id is not null;
create table if not exists receipt (
    tenant_id uuid not null, message_id uuid not null, conversation_id uuid not null, turn_id uuid not null,
    provider text not null, model text not null, persona_version int not null, tokens_input bigint not null,
    tokens_output bigint not null, cost_micros bigint not null, passages jsonb not null, tools jsonb not null,
    created_at timestamptz not null,
    primary key (tenant_id, message_id), foreign key (tenant_id, message_id) references message
);
create table if not exists outbox (
    seq bigint generated always as identity primary key, tenant_id uuid not null, topic text not null,
    payload text not null, created_at timestamptz not null default now()
);
