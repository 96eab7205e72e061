-- A document or FAQ entry. hash is of everything a reader sees, so that teaching the same twice changes nothing.
create table knowledge (
    tenant_id  uuid        not null,
    id         uuid        not null,
    kind       text        not null check (kind in ('document', 'faq')),
    title      text        not null,
    url        text,
    text       text        not null,
    questions  text[]      not null,
    passages   int         not null,
    status     text        not null default 'active' check (status in ('active', 'deleted')),
    hash       text        not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index knowledge_once on knowledge (tenant_id, hash) where status = 'active';

-- What is searched: a section of a document, a question of an FAQ entry, or its answer. embedding has length 1.
create table passage (
    tenant_id    uuid   not null,
    knowledge_id uuid   not null,
    chunk        int    not null,
    part         text   not null check (part in ('section', 'question', 'answer')),
    text         text   not null,
    embedding    real[] not null check (array_length(embedding, 1) = 384),
    primary key (tenant_id, knowledge_id, chunk),
    foreign key (tenant_id, knowledge_id) references knowledge
);

-- Increased by every change in its own transaction; indexes in memory are rebuilt when they see a higher one.
create table knowledge_version (
    tenant_id uuid   not null primary key,
    version   bigint not null
);

alter table knowledge enable row level security;
alter table passage enable row level security;
alter table knowledge_version enable row level security;
create policy tenant on knowledge using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy tenant on passage using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy tenant on knowledge_version using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on knowledge to chat_jobs using (true);
create policy jobs on passage to chat_jobs using (true);
create policy jobs on knowledge_version to chat_jobs using (true);
