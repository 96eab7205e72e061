-- What is left of the messages that fell out of the window; through is the newest message it covers.
create table conversation_summary (
    tenant_id       uuid        not null,
    conversation_id uuid        not null,
    text            text        not null,
    through         uuid        not null,
    updated_at      timestamptz not null default now(),
    primary key (tenant_id, conversation_id),
    foreign key (tenant_id, conversation_id) references conversation on delete cascade
);

alter table conversation_summary enable row level security;
create policy tenant on conversation_summary using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on conversation_summary to chat_jobs using (true);
