-- What a call that only looks does to the database, and how every call ends: each is one function, and so one round trip and
-- one transaction.

-- One row always: what is stored of this call, and where the tenant's tool of that name is called. Nulls for what is not there.
create function standing_of(p_tenant uuid, p_call uuid, p_tool text)
    returns table (id uuid, call_id uuid, called text, conversation_id uuid, state text, uncertain boolean,
                   deadline timestamptz, target text, result text, display text, error_code text, error_message text,
                   retryable boolean, http_status int, attempts int, duration_ms bigint,
                   tool_id uuid, url text, operation_id uuid, timeout_ms int, config text, sealed_secret text,
                   former_sealed_secret text, former_secret_until timestamptz,
                   name text, risk text, revision int, parameters text, identity text)
    language plpgsql as
$$
#variable_conflict use_column
begin
    perform set_config('usher.tenant', p_tenant::text, true);
    return query
    select i.id, i.call_id, i.tool, i.conversation_id, i.state, i.uncertain, i.deadline, i.target, i.result, i.display,
           i.error_code, i.error_message, i.retryable, i.http_status, i.attempts, i.duration_ms,
           e.tool_id, e.url, e.operation_id, e.timeout_ms, e.config, e.sealed_secret,
           e.former_sealed_secret, e.former_secret_until, e.name, e.risk, e.revision, e.parameters, e.identity
      from (select 1) as one
      left join invocation i on i.tenant_id = p_tenant and i.call_id = p_call
      left join (select t.tool_id, t.url, t.operation_id, t.timeout_ms, t.config, t.sealed_secret,
                        t.former_sealed_secret, t.former_secret_until, c.name, c.risk, c.revision, c.parameters, c.identity
                   from tenant_tool t join catalog_tool c on c.id = t.tool_id
                  where t.tenant_id = p_tenant and t.enabled and c.status = 'active' and c.name = p_tool
                    and (c.tenant_id is null or c.tenant_id = p_tenant)
                  order by c.tenant_id nulls last limit 1) e on true;
end
$$;

-- Stores a call that only looks as running; false when the same call is stored already. It does not wait for the disk: should
-- the database crash, nothing was changed by a call that nobody knows of, and whoever asked asks again.
create function begin_look(p_tenant uuid, p_id uuid, p_call uuid, p_tool_id uuid, p_tool text, p_target text,
                           p_conversation uuid, p_message uuid, p_arguments text, p_deadline timestamptz, p_now timestamptz)
    returns boolean
    language plpgsql as
$$
begin
    perform set_config('usher.tenant', p_tenant::text, true), set_config('synchronous_commit', 'off', true);
    insert into invocation (tenant_id, id, call_id, tool_id, tool, risk, target, conversation_id, message_id, arguments,
                            state, deadline, created_at, updated_at)
    values (p_tenant, p_id, p_call, p_tool_id, p_tool, 'read', p_target, p_conversation, p_message, p_arguments,
            'running', p_deadline, p_now, p_now)
    on conflict (tenant_id, call_id) do nothing;
    return found;
end
$$;

-- Ends a call and meters it; false when it is over already, or unknown.
create function end_call(p_tenant uuid, p_id uuid, p_state text, p_uncertain boolean, p_now timestamptz,
                         p_result text, p_display text, p_error_code text, p_error_message text, p_retryable boolean,
                         p_http_status int, p_attempts int, p_duration_ms bigint, p_topic text, p_usage text)
    returns boolean
    language plpgsql as
$$
begin
    perform set_config('usher.tenant', p_tenant::text, true);
    update invocation
       set state = p_state, uncertain = p_uncertain, updated_at = p_now, sealed_arguments = null,
           result = p_result, display = p_display, error_code = p_error_code, error_message = p_error_message,
           retryable = p_retryable, http_status = p_http_status, attempts = p_attempts, duration_ms = p_duration_ms
     where tenant_id = p_tenant and id = p_id and state in ('running', 'awaiting');
    if not found then
        return false;
    end if;
    if p_usage is not null then
        insert into outbox (tenant_id, topic, payload) values (p_tenant, p_topic, p_usage);
    end if;
    return true;
end
$$;
