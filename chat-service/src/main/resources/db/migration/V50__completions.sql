-- Where a conversation takes place: web is the widget and the native API, api is the OpenAI-compatible one.
alter table conversation add column if not exists channel text not null default 'web';

-- A whole completion in one round trip: the conversation that consists of it, the question, the answer, its receipt and its
-- usage events. q is {tenant, visitor, conversation, turn, question, client_id, text, locale}, p as for answer().
-- False when the same question, by its client's id, was stored before; nothing is stored then.
create function complete(q jsonb, p jsonb, p_receipt text, p_events text[], p_started timestamptz, p_now timestamptz)
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
                              cost_micros, receipt_head, started_at, last_message_at)
    values (v_tenant, v_conversation, v_visitor, 'api', 1, q ->> 'locale', left(q ->> 'text', 160), (p ->> 'tokens_input')::bigint,
            (p ->> 'tokens_output')::bigint, jsonb_array_length(p -> 'tool_calls'), (p ->> 'cost_micros')::bigint, p ->> 'hash', p_started, p_now);
    insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, client_message_id, created_at)
    values (v_tenant, v_question, v_conversation, v_turn, v_visitor, 'visitor', q ->> 'text', q ->> 'client_id', p_started);
    perform file_answer(p, p_receipt, p_events, p_now);
    return true;
exception
    when unique_violation then
        return false;
end
$$;
