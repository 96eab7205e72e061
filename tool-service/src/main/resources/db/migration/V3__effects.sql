-- What calls change, so that it is changed once. A row stands for one tool with the same arguments in one conversation and is
-- the lock that puts equal calls in order; its episode lasts until the outcome is known and the visitor has spoken again.
-- The outcome is that of the invocation it names; told says whether whoever asked has been sent it.
create table effect (
    tenant_id     uuid        not null,
    fingerprint   text        not null,
    episode       uuid        not null,
    invocation_id uuid        not null,
    message_id    uuid        not null,
    told          boolean     not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    primary key (tenant_id, fingerprint)
);
alter table effect enable row level security;
create policy tenant on effect using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on effect to ${flyway:defaultSchema}_jobs using (true);

-- A call of a tool that spends money waits as awaiting, its arguments sealed, until the visitor has decided; its deadline is
-- then when that must have happened. uncertain says that the target may have done its work all the same, by this attempt
-- at the effect or by one before it. Test calls belong to no conversation.
alter table invocation
    drop constraint invocation_state_check,
    drop constraint invocation_check,
    drop constraint invocation_check1,
    alter column conversation_id drop not null,
    alter column message_id drop not null,
    add column risk text check (risk in ('read', 'write', 'money')),
    add column target text,
    add column fingerprint text,
    add column effect_key text,
    add column uncertain boolean not null default false,
    add column repeats uuid,
    add column test boolean not null default false,
    add column sealed_arguments text,
    add column decision text check (decision in ('confirm', 'decline')),
    add column decided_by text,
    add column decided_in uuid,
    add column decided_at timestamptz,
    add constraint invocation_state check (
        state in ('running', 'awaiting', 'succeeded', 'failed', 'declined', 'expired')),
    add constraint invocation_error check ((state in ('failed', 'declined', 'expired')) = (error_code is not null)),
    add constraint invocation_open check ((state in ('running', 'awaiting')) = (duration_ms is null)),
    add constraint invocation_decided check (
        (decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
    add constraint invocation_money_confirmed check (
        risk is distinct from 'money' or state not in ('running', 'succeeded') or repeats is not null
        or coalesce(decision, '') = 'confirm'),
    add constraint invocation_sealed check ((state = 'awaiting') = (sealed_arguments is not null)),
    add constraint invocation_of_conversation check (test or (conversation_id is not null and message_id is not null));

-- The log is read newest first, by its key; each of these keeps one filter good among millions of rows.
create index invocation_by_tool on invocation (tenant_id, tool, id);
create index invocation_by_state on invocation (tenant_id, state, id);
create index invocation_tests on invocation (tenant_id, id) where test;
-- What a replica that died has left behind.
create index invocation_overdue on invocation (deadline) where state in ('running', 'awaiting');
