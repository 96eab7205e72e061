-- Stores a call that only looked, with its outcome, and meters it: one round trip, one transaction, one row version. False when
-- the same call is stored already. begin_look is for replicas of the release before this one and goes with the next.
create function record_look(p_tenant uuid, p_id uuid, p_call uuid, p_tool_id uuid, p_tool text, p_target text,
                            p_conversation uuid, p_message uuid, p_arguments text, p_state text, p_uncertain boolean,
                            p_began timestamptz, p_now timestamptz,
                            p_result text, p_display text, p_error_code text, p_error_message text, p_retryable boolean,
                            p_http_status int, p_attempts int, p_duration_ms bigint, p_topic text, p_usage text)
    returns boolean
    language plpgsql as
$$
begin
    perform set_config('usher.tenant', p_tenant::text, true);
    insert into invocation (tenant_id, id, call_id, tool_id, tool, risk, target, conversation_id, message_id, arguments,
                            state, uncertain, deadline, created_at, updated_at, result, display, error_code,
                            error_message, retryable, http_status, attempts, duration_ms)
    values (p_tenant, p_id, p_call, p_tool_id, p_tool, 'read', p_target, p_conversation, p_message, p_arguments,
            p_state, p_uncertain, p_now, p_began, p_now, p_result, p_display, p_error_code,
            p_error_message, p_retryable, p_http_status, p_attempts, p_duration_ms)
    on conflict (tenant_id, call_id) do nothing;
    if not found then
        return false;
    end if;
    if p_usage is not null then
        insert into outbox (tenant_id, topic, payload) values (p_tenant, p_topic, p_usage);
    end if;
    return true;
end
$$;
