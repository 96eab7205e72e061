-- Which tickets were asked for under a name of the asker's choice, so that asking again asks for no second one. The ticket itself is
-- admin-service's. hash is of what was asked for, in hex.
create table ticket_request (
    tenant_id    uuid        not null,
    request_id   text        not null check (char_length(request_id) between 1 and 100),
    ticket_id    uuid        not null,
    hash         text        not null check (hash ~ '^[0-9a-f]{64}$'),
    requested_at timestamptz not null,
    primary key (tenant_id, request_id)
);
alter table ticket_request enable row level security;
create policy tenant on ticket_request using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on ticket_request to chat_jobs using (true);
