create table visitor (
    tenant_id    uuid        not null,
    id           uuid        not null,
    subject      text,
    email        text,
    name         text,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (tenant_id, id)
);

-- turns is the number of the newest turn: the fence that keeps a late answer out.
create table conversation (
    tenant_id       uuid        not null,
    id              uuid        not null,
    visitor_id      uuid        not null,
    status          text        not null default 'open' check (status in ('open', 'ended')),
    turns           int         not null default 0,
    locale          text        not null,
    preview         text        not null,
    tokens_input    bigint      not null default 0,
    tokens_output   bigint      not null default 0,
    tool_calls      int         not null default 0,
    cost_micros     bigint      not null default 0,
    started_at      timestamptz not null,
    last_message_at timestamptz not null,
    ended_at        timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, visitor_id) references visitor
);
create index conversation_visitor on conversation (tenant_id, visitor_id, id desc);

create table message (
    tenant_id         uuid        not null,
    id                uuid        not null,
    conversation_id   uuid        not null,
    turn_id           uuid        not null,
    visitor_id        uuid        not null,
    role              text        not null check (role in ('visitor', 'assistant')),
    text              text        not null,
    client_message_id text,
    citations         jsonb       not null default '[]',
    tool_calls        jsonb       not null default '[]',
    finish_reason     text,
    created_at        timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversation
);
create index message_conversation on message (tenant_id, conversation_id, id);
create index message_answers on message (tenant_id, created_at) where role = 'assistant';
create unique index message_once on message (tenant_id, visitor_id, client_message_id) where client_message_id is not null;

-- Why an answer reads as it does, and what it cost.
create table receipt (
    tenant_id       uuid        not null,
    message_id      uuid        not null,
    conversation_id uuid        not null,
    turn_id         uuid        not null,
    provider        text        not null,
    model           text        not null,
    persona_version int         not null,
    tokens_input    bigint      not null,
    tokens_output   bigint      not null,
    cost_micros     bigint      not null,
    passages        jsonb       not null,
    tools           jsonb       not null,
    created_at      timestamptz not null,
    primary key (tenant_id, message_id),
    foreign key (tenant_id, message_id) references message
);

alter table visitor enable row level security;
alter table conversation enable row level security;
alter table message enable row level security;
alter table receipt enable row level security;
create policy tenant on visitor using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy tenant on conversation using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy tenant on message using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy tenant on receipt using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on visitor to chat_jobs using (true);
create policy jobs on conversation to chat_jobs using (true);
create policy jobs on message to chat_jobs using (true);
create policy jobs on receipt to chat_jobs using (true);

-- Transaction 1 of a turn: stores the question and moves the fence, in one round trip. p is
-- {tenant, visitor (absent: the conversation's), subject, email, name, conversation, opens, turn, question, client_id, text, locale}.
-- outcome: asked · answered (the same question was answered before) · missing · ended
create function ask(p jsonb, p_now timestamptz)
    returns table (outcome text, conversation_id uuid, visitor_id uuid, fence int, turn_id uuid, answer_id uuid, history jsonb)
    language plpgsql as
$$
declare
    v_tenant       uuid := (p ->> 'tenant')::uuid;
    v_visitor      uuid := (p ->> 'visitor')::uuid;
    v_conversation uuid := (p ->> 'conversation')::uuid;
    v_turn         uuid := (p ->> 'turn')::uuid;
    v_question     uuid := (p ->> 'question')::uuid;
    v_known        message%rowtype;
    v_status       text;
    v_fence        int;
begin
    perform set_config('usher.tenant', v_tenant::text, true);

    if v_visitor is null then
        select c.visitor_id into v_visitor from conversation c where c.tenant_id = v_tenant and c.id = v_conversation;
        if v_visitor is null then
            outcome := 'missing';
            return next; return;
        end if;
    end if;
    if p ->> 'client_id' is not null then
        select * into v_known from message m
         where m.tenant_id = v_tenant and m.visitor_id = v_visitor and m.client_message_id = p ->> 'client_id';
    end if;
    if v_known.id is not null then
        v_conversation := v_known.conversation_id;
        v_turn := v_known.turn_id;
        v_question := v_known.id;
        select m.id into answer_id from message m
         where m.tenant_id = v_tenant and m.conversation_id = v_conversation and m.turn_id = v_turn and m.role = 'assistant';
        if answer_id is not null then
            outcome := 'answered'; conversation_id := v_conversation; visitor_id := v_visitor; turn_id := v_turn;
            return next; return;
        end if;
    end if;

    if v_known.id is null and (p ->> 'opens')::boolean then
        insert into visitor (tenant_id, id, subject, email, name, created_at, last_seen_at)
        values (v_tenant, v_visitor, p ->> 'subject', p ->> 'email', p ->> 'name', p_now, p_now)
        on conflict (tenant_id, id) do update
            set last_seen_at = p_now,
                email = coalesce(excluded.email, visitor.email),
                name = coalesce(excluded.name, visitor.name);
        insert into conversation (tenant_id, id, visitor_id, turns, locale, preview, started_at, last_message_at)
        values (v_tenant, v_conversation, v_visitor, 1, p ->> 'locale', left(p ->> 'text', 160), p_now, p_now);
        v_fence := 1;
    else
        update conversation c
           set turns = c.turns + 1, last_message_at = p_now, preview = left(p ->> 'text', 160)
         where c.tenant_id = v_tenant and c.id = v_conversation and c.visitor_id = v_visitor and c.status = 'open'
        returning c.turns into v_fence;
        if v_fence is null then
            select c.status into v_status from conversation c
             where c.tenant_id = v_tenant and c.id = v_conversation and c.visitor_id = v_visitor;
            outcome := case when v_status is null then 'missing' else 'ended' end;
            return next; return;
        end if;
        select jsonb_agg(jsonb_build_object('role', h.role, 'text', h.text) order by h.id) into history
          from (select m.id, m.role, m.text from message m
                 where m.tenant_id = v_tenant and m.conversation_id = v_conversation and m.id < v_question
                 order by m.id desc limit 20) h;
    end if;

    if v_known.id is null then
        insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, client_message_id, created_at)
        values (v_tenant, v_question, v_conversation, v_turn, v_visitor, 'visitor', p ->> 'text', p ->> 'client_id', p_now);
    end if;
    outcome := 'asked'; conversation_id := v_conversation; visitor_id := v_visitor; fence := v_fence; turn_id := v_turn;
    return next;
end
$$;

-- Transaction 2 of a turn: the answer, its receipt and its usage event, unless the fence has moved. p is
-- {tenant, visitor, conversation, fence, turn, message, text, citations, tool_calls, finish_reason, provider, model,
--  persona_version, tokens_input, tokens_output, cost_micros, passages, tools, topic}.
create function answer(p jsonb, p_event text, p_now timestamptz)
    returns boolean
    language plpgsql as
$$
declare
    v_tenant       uuid := (p ->> 'tenant')::uuid;
    v_conversation uuid := (p ->> 'conversation')::uuid;
    v_message      uuid := (p ->> 'message')::uuid;
begin
    perform set_config('usher.tenant', v_tenant::text, true);

    -- A repeated call after a lost reply.
    if exists (select from message m where m.tenant_id = v_tenant and m.id = v_message) then
        return true;
    end if;
    update conversation c
       set last_message_at = p_now,
           tokens_input = c.tokens_input + (p ->> 'tokens_input')::bigint,
           tokens_output = c.tokens_output + (p ->> 'tokens_output')::bigint,
           tool_calls = c.tool_calls + jsonb_array_length(p -> 'tool_calls'),
           cost_micros = c.cost_micros + (p ->> 'cost_micros')::bigint
     where c.tenant_id = v_tenant and c.id = v_conversation and c.turns = (p ->> 'fence')::int;
    if not found then
        return false;
    end if;
    insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, citations, tool_calls, finish_reason, created_at)
    values (v_tenant, v_message, v_conversation, (p ->> 'turn')::uuid, (p ->> 'visitor')::uuid, 'assistant', p ->> 'text',
            p -> 'citations', p -> 'tool_calls', p ->> 'finish_reason', p_now);
    insert into receipt (tenant_id, message_id, conversation_id, turn_id, provider, model, persona_version,
                         tokens_input, tokens_output, cost_micros, passages, tools, created_at)
    values (v_tenant, v_message, v_conversation, (p ->> 'turn')::uuid, p ->> 'provider', p ->> 'model',
            (p ->> 'persona_version')::int, (p ->> 'tokens_input')::bigint, (p ->> 'tokens_output')::bigint,
            (p ->> 'cost_micros')::bigint, p -> 'passages', p -> 'tools', p_now);
    insert into outbox (tenant_id, topic, payload) values (v_tenant, p ->> 'topic', p_event);
    return true;
end
$$;
