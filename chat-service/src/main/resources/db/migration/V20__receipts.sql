-- Receipts that prove themselves: body is the canonical JSON as it was hashed, with the hash of the conversation's receipt
-- before it; seal is a MAC of the hash by the platform's key. tokens_input and tokens_output hold all of their kind;
-- tokens_cached and tokens_reasoning are what of it is in those classes. mixed says that several models were used.
alter table receipt
    add column body             text,
    add column hash             text,
    add column seal             text,
    add column key_id           text,
    add column tokens_cached    bigint  not null default 0,
    add column tokens_reasoning bigint  not null default 0,
    add column mixed            boolean not null default false,
    add column experiment       text,
    add column arm              text check (arm in ('a', 'b'));
alter table conversation add column receipt_head text;
revoke update on receipt from chat_app, chat_jobs;

-- What models used that no receipt tells of: turns that broke, connection tests. A message has a receipt or rows here.
create table model_use (
    tenant_id        uuid        not null,
    message_id       uuid        not null,
    provider         text        not null,
    model            text        not null,
    purpose          text        not null,
    conversation_id  uuid,
    turn_id          uuid,
    tokens_input     bigint      not null,
    tokens_cached    bigint      not null,
    tokens_output    bigint      not null,
    tokens_reasoning bigint      not null,
    cost_micros      bigint      not null,
    created_at       timestamptz not null,
    primary key (tenant_id, message_id, provider, model)
);
create index model_use_time on model_use (tenant_id, created_at);
alter table model_use enable row level security;
create policy tenant on model_use using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on model_use to chat_jobs using (true);

-- Files an answer: message, receipt and usage events; its conversation is brought up to date by who calls. p as for answer.
create function file_answer(p jsonb, p_receipt text, p_events text[], p_now timestamptz)
    returns void
    language plpgsql as
$$
declare
    v_tenant uuid := (p ->> 'tenant')::uuid;
begin
    insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, citations, tool_calls, finish_reason, created_at)
    values (v_tenant, (p ->> 'message')::uuid, (p ->> 'conversation')::uuid, (p ->> 'turn')::uuid, (p ->> 'visitor')::uuid, 'assistant', p ->> 'text',
            p -> 'citations', p -> 'tool_calls', p ->> 'finish_reason', p_now);
    insert into receipt (tenant_id, message_id, conversation_id, turn_id, provider, model, persona_version,
                         tokens_input, tokens_cached, tokens_output, tokens_reasoning, cost_micros, passages, tools, created_at,
                         mixed, experiment, arm, body, hash, seal, key_id, cached, insight)
    values (v_tenant, (p ->> 'message')::uuid, (p ->> 'conversation')::uuid, (p ->> 'turn')::uuid, p ->> 'provider', p ->> 'model',
            (p ->> 'persona_version')::int, (p ->> 'tokens_input')::bigint, (p ->> 'tokens_cached')::bigint,
            (p ->> 'tokens_output')::bigint, (p ->> 'tokens_reasoning')::bigint, (p ->> 'cost_micros')::bigint,
            p -> 'passages', p -> 'tools', p_now, (p ->> 'mixed')::boolean, p ->> 'experiment', p ->> 'arm',
            p_receipt, p ->> 'hash', p ->> 'seal', p ->> 'key_id', (p ->> 'cached')::boolean, p -> 'insight');
    insert into outbox (tenant_id, topic, payload) select v_tenant, p ->> 'topic', event from unnest(p_events) event;
end
$$;

-- Transaction 2 of a turn: the answer, its receipt and its usage events, unless the fence has moved. p is
-- {tenant, visitor, conversation, fence, turn, message, text, citations, tool_calls, finish_reason, provider, model,
--  persona_version, tokens_input, tokens_cached, tokens_output, tokens_reasoning, cost_micros, passages, tools, mixed,
--  experiment, arm, previous, hash, seal, key_id, cached, insight, topic}.
-- outcome: stored · overtaken (the fence has moved) · moved (the chain's head is another one: hash again, with head)
drop function answer(jsonb, text, timestamptz);
create function answer(p jsonb, p_receipt text, p_events text[], p_now timestamptz)
    returns table (outcome text, head text)
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
        outcome := 'stored';
        return next; return;
    end if;
    update conversation c
       set last_message_at = p_now,
           tokens_input = c.tokens_input + (p ->> 'tokens_input')::bigint,
           tokens_output = c.tokens_output + (p ->> 'tokens_output')::bigint,
           tool_calls = c.tool_calls + jsonb_array_length(p -> 'tool_calls'),
           cost_micros = c.cost_micros + (p ->> 'cost_micros')::bigint,
           receipt_head = p ->> 'hash'
     where c.tenant_id = v_tenant and c.id = v_conversation and c.turns = (p ->> 'fence')::int
       and c.receipt_head is not distinct from p ->> 'previous';
    if not found then
        select c.receipt_head into head from conversation c
         where c.tenant_id = v_tenant and c.id = v_conversation and c.turns = (p ->> 'fence')::int;
        outcome := case when found then 'moved' else 'overtaken' end;
        return next; return;
    end if;
    perform file_answer(p, p_receipt, p_events, p_now);
    outcome := 'stored';
    return next;
end
$$;

-- Meters what was used without an answer, once: false when the answer is there after all, or was metered before. p is
-- {tenant, message, purpose, conversation (absent: none), turn, topic, uses: [{provider, model, tokens_input, tokens_cached,
--  tokens_output, tokens_reasoning, cost_micros}]}. The lock waits for an answer that is being stored at this moment.
create function spent(p jsonb, p_events text[], p_now timestamptz)
    returns boolean
    language plpgsql as
$$
declare
    v_tenant       uuid := (p ->> 'tenant')::uuid;
    v_conversation uuid := (p ->> 'conversation')::uuid;
    v_message      uuid := (p ->> 'message')::uuid;
begin
    perform set_config('usher.tenant', v_tenant::text, true);
    perform 1 from conversation c where c.tenant_id = v_tenant and c.id = v_conversation for update;
    if exists (select from receipt r where r.tenant_id = v_tenant and r.message_id = v_message) then
        return false;
    end if;
    insert into model_use (tenant_id, message_id, provider, model, purpose, conversation_id, turn_id, tokens_input, tokens_cached,
                           tokens_output, tokens_reasoning, cost_micros, created_at)
    select v_tenant, v_message, u.provider, u.model, p ->> 'purpose', v_conversation, (p ->> 'turn')::uuid, u.tokens_input,
           u.tokens_cached, u.tokens_output, u.tokens_reasoning, u.cost_micros, p_now
      from jsonb_to_recordset(p -> 'uses') as u (provider text, model text, tokens_input bigint, tokens_cached bigint,
                                                 tokens_output bigint, tokens_reasoning bigint, cost_micros bigint)
    on conflict do nothing;
    if not found then
        return false;
    end if;
    update conversation c
       set tokens_input = c.tokens_input + used.input, tokens_output = c.tokens_output + used.output,
           cost_micros = c.cost_micros + used.cost
      from (select sum(u.tokens_input + u.tokens_cached) as input, sum(u.tokens_output + u.tokens_reasoning) as output,
                   sum(u.cost_micros) as cost
              from model_use u where u.tenant_id = v_tenant and u.message_id = v_message) used
     where c.tenant_id = v_tenant and c.id = v_conversation;
    insert into outbox (tenant_id, topic, payload) select v_tenant, p ->> 'topic', event from unnest(p_events) event;
    return true;
end
$$;
