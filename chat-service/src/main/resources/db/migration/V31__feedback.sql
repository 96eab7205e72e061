-- What visitors thought: a thumb on an answer, one to five on a conversation, and why. subject_id is the message or else the
-- conversation; a change of mind overwrites.
create table feedback (
    tenant_id       uuid        not null,
    subject_id      uuid        not null,
    conversation_id uuid        not null,
    message_id      uuid,
    visitor_id      uuid        not null,
    thumb           text check (thumb in ('up', 'down')),
    csat            smallint check (csat >= 1 and csat <= 5),
    comment         text,
    given_at        timestamptz not null,
    primary key (tenant_id, subject_id),
    foreign key (tenant_id, conversation_id) references conversation on delete cascade,
    foreign key (tenant_id, message_id) references message on delete cascade,
    check (subject_id = coalesce(message_id, conversation_id)),
    check (thumb is not null or csat is not null or comment is not null)
);
create index feedback_age on feedback (tenant_id, given_at);
create index feedback_message on feedback (tenant_id, message_id) where message_id is not null;
create index feedback_conversation on feedback (tenant_id, conversation_id);
alter table feedback enable row level security;
create policy tenant on feedback using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on feedback to chat_jobs using (true);
