-- Where a conversation takes place: web is the widget and the native API, api is the OpenAI-compatible one.
alter table conversation add column if not exists channel text not null default 'web';

-- A whole completion in one round trip: the conversation that consists of it, the question, the answer, its receipt and its
-- usage event. q is {tenant, visitor, conversation, turn, question, client_id, text, locale}, p as for answer().
-- False when the same question, by its client's id, was stored before; nothing is stored then.
create function complete(q jsonb, p jsonb, p_event text, p_started timestamptz, p_now timestamptz)
    returns boolean
    language plpgsql as
$$
declare
    v_tenant       uuid := (q ->> 'tenant')::uuid;
    v_visitor      uuid := (q ->> 'visitor')::uuid;
    v_conversation uuid := (q ->> 'conversation')::uuid;
    v_turn         uuid := (q ->> 'turn')::uuid;
    v_question     uuid := (q ->> 'question')::uuid;
    v_message      uuid := (p ->> 'message')::uuid;
begin
    perform set_config('usher.tenant', v_tenant::text, true);

    -- A repeated call after a lost reply.
    if exists (select from message m where m.tenant_id = v_tenant and m.id = v_message) then
        return true;
    end if;
    -- Not touched when it is there: completions of one tenant would otherwise wait for each other.
    insert into visitor (tenant_id, id, created_at, last_seen_at) values (v_tenant, v_visitor, p_started, p_started)
    on conflict do nothing;
    insert into conversation (tenant_id, id, visitor_id, channel, turns, locale, preview, tokens_input, tokens_output, tool_calls,
                              cost_micros, started_at, last_message_at)
    values (v_tenant, v_conversation, v_visitor, 'api', 1, q ->> 'locale', left(q ->> 'text', 160), (p ->> 'tokens_input')::bigint,
            (p ->> 'tokens_output')::bigint, jsonb_array_length(p -> 'tool_calls'), (p ->> 'cost_micros')::bigint, p_started, p_now);
    insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, client_message_id, created_at)
    values (v_tenant, v_question, v_conversation, v_turn, v_visitor, 'visitor', q ->> 'text', q ->> 'client_id', p_started);
    insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, citations, tool_calls, finish_reason, created_at)
    values (v_tenant, v_message, v_conversation, v_turn, v_visitor, 'assistant', p ->> 'text', p -> 'citations', p -> 'tool_calls',
            p ->> 'finish_reason', p_now);
    insert into receipt (tenant_id, message_id, conversation_id, turn_id, provider, model, persona_version, tokens_input,
                         tokens_output, cost_micros, passages, tools, cached, created_at)
    values (v_tenant, v_message, v_conversation, v_turn, p ->> 'provider', p ->> 'model', (p ->> 'persona_version')::int,
            (p ->> 'tokens_input')::bigint, (p ->> 'tokens_output')::bigint, (p ->> 'cost_micros')::bigint, p -> 'passages',
            p -> 'tools', coalesce((p ->> 'cached')::boolean, false), p_now);
    insert into outbox (tenant_id, topic, payload) values (v_tenant, p ->> 'topic', p_event);
    return true;
exception
    when unique_violation then
        return false;
end
$$;
