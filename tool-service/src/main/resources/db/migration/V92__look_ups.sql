-- How it is found out what became of calls of an operation, as one JSON object: which operation that reads is asked, with what, and where in its
-- answer something stands if the work was done.
create table look_up (
    tenant_id    uuid not null,
    operation_id uuid not null,
    look_up      text not null check (look_up::json is not null),
    primary key (tenant_id, operation_id),
    foreign key (tenant_id, operation_id) references operation (tenant_id, id)
);
alter table look_up enable row level security;
create policy tenant on look_up using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on look_up to ${flyway:defaultSchema}_jobs using (true);

-- Calls that may have to be looked up, written before they are made. The question is sealed: it may hold who the visitor is.
create table doubt (
    tenant_id       uuid        not null,
    invocation_id   uuid        not null,
    operation_id    uuid        not null,
    found           text        not null,
    sealed_question text        not null,
    looks           int         not null check (looks >= 0),
    next_look_at    timestamptz not null,
    primary key (tenant_id, invocation_id)
);
-- For those who look, for all tenants: what is due, the longest waiting first.
create index doubt_due on doubt (next_look_at);
alter table doubt enable row level security;
create policy tenant on doubt using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on doubt to ${flyway:defaultSchema}_jobs using (true);

-- When a look-up said what became of a call.
alter table invocation add column settled_at timestamptz;
create index effect_invocation on effect (tenant_id, invocation_id);
