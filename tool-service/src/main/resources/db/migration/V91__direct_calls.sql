-- Calls that no tool of a conversation makes are in the log of calls too. origin is empty for those of conversations and for tests
-- of tools; asked_by is who asked for a trial.
alter table invocation
    add column origin text check (origin in ('trial', 'live', 'stock')),
    add column asked_by text,
    drop constraint invocation_of_conversation,
    add constraint invocation_of_conversation check (
        test or origin is not null or (conversation_id is not null and message_id is not null)),
    add constraint invocation_trial_asked check (origin is distinct from 'trial' or (test and asked_by is not null)),
    add constraint invocation_trial_confirmed check (
        origin is distinct from 'trial' or risk = 'read' or coalesce(decision, '') = 'confirm');
create index invocation_by_origin on invocation (tenant_id, origin, id) where origin is not null;

-- The entry in the log that the last look of a watch was written or counted into.
alter table stock_watch add column logged_as uuid;

-- A look at stock. One that found what the one before found is counted into its entry, as a further attempt, for an hour: a watch
-- writes one entry an hour when nothing happens, and one for each change.
create function record_stock_look(p_tenant uuid, p_id uuid, p_call uuid, p_name text, p_arguments text, p_state text,
                                  p_error_code text, p_error_message text, p_http_status int, p_attempts int,
                                  p_duration_ms bigint, p_began timestamptz, p_ended timestamptz, p_result text,
                                  p_watch uuid)
    returns boolean
    language plpgsql as
$$
begin
    update invocation i
       set attempts = i.attempts + p_attempts, duration_ms = greatest(i.duration_ms, p_duration_ms), updated_at = p_ended
      from stock_watch w
     where w.tenant_id = p_tenant and w.id = p_watch and i.tenant_id = p_tenant and i.id = w.logged_as
       and i.created_at > p_began - interval '1 hour' and i.arguments = p_arguments and i.state = p_state
       and i.result is not distinct from p_result and i.error_code is not distinct from p_error_code;
    if found then
        return false;
    end if;
    update stock_watch set logged_as = p_id where tenant_id = p_tenant and id = p_watch;
    if not found then
        return false;
    end if;
    insert into invocation (tenant_id, id, call_id, tool, risk, target, origin, arguments, state, error_code, error_message,
                            http_status, attempts, duration_ms, created_at, deadline, updated_at, result)
    values (p_tenant, p_id, p_call, p_name, 'read', 'integration', 'stock', p_arguments, p_state, p_error_code,
            p_error_message, p_http_status, p_attempts, p_duration_ms, p_began, p_ended, p_ended, p_result);
    return true;
end
$$;

-- Direct calls are in no sum: those are of tools.
create or replace function sum_up_invocations(p_to timestamptz) returns bigint
    language plpgsql as
$$
declare
    v_from timestamptz;
    v_calls bigint;
begin
    select summed_to into v_from from summed_up for update;
    if v_from >= p_to then
        return 0;
    end if;
    with counted as (
        insert into invocation_hour (tenant_id, hour, tool, duration_class, calls, succeeded, duration_ms)
        select tenant_id, date_trunc('hour', created_at, 'UTC'), tool, duration_class(duration_ms),
               count(*), count(*) filter (where state = 'succeeded'), sum(duration_ms)
          from invocation
         where created_at >= v_from and created_at < p_to and state in ('succeeded', 'failed') and not test
           and repeats is null and origin is null
         group by 1, 2, 3, 4
        returning calls)
    select coalesce(sum(calls), 0) into v_calls from counted;
    update summed_up set summed_to = p_to;
    return v_calls;
end
$$;
