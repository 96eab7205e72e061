-- Every interaction is told to who analyses them (S3.46), in the transaction that makes it true.
-- Files an answer: message, receipt, usage events, and the activity that it is; its conversation is brought up to date by who
-- calls. p as for finish_turn, with {activity}.
create or replace function file_answer(p jsonb, p_receipt text, p_events text[], p_now timestamptz)
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
    insert into outbox (tenant_id, topic, payload)
    select v_tenant, p ->> 'topic', event from unnest(p_events) event
    union all
    select v_tenant, 'usher.activity', p ->> 'activity' where p ->> 'activity' is not null;
end
$$;
