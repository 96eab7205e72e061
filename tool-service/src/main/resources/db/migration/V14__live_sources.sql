-- Operations that only read and may be asked while a question is answered, to ground the answer: when they are asked, with what,
-- and what is cited, as one JSON object. What they answer is kept nowhere.
create table live_source (
    tenant_id    uuid        not null,
    operation_id uuid        not null,
    source       text        not null check (source::json is not null),
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (tenant_id, operation_id),
    foreign key (tenant_id, operation_id) references operation (tenant_id, id)
);
alter table live_source enable row level security;
create policy tenant on live_source using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on live_source to ${flyway:defaultSchema}_jobs using (true);
