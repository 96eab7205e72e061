-- An outcome that was told again called nothing: its row is in the log and in no sum. Hours that were summed up before stay as
-- they are.
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
           and repeats is null
         group by 1, 2, 3, 4
        returning calls)
    select coalesce(sum(calls), 0) into v_calls from counted;
    update summed_up set summed_to = p_to;
    return v_calls;
end
$$;
