-- What a tenant has used since its month began, up to counted_to. It is counted on in steps, each row of the ledger once, so that to
-- ask for it never goes through a month. By the moment the month begins: another time zone is another month.
create table month_use (
    tenant_id        uuid        not null,
    starts_at        timestamptz not null,
    counted_to       timestamptz not null,
    conversations    bigint      not null,
    messages         bigint      not null,
    tokens_input     bigint      not null,
    tokens_cached    bigint      not null,
    tokens_output    bigint      not null,
    tokens_reasoning bigint      not null,
    tool_calls       bigint      not null,
    cost_micros      bigint      not null,
    primary key (tenant_id, starts_at)
);
alter table month_use enable row level security;
create policy tenant on month_use using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on month_use to chat_jobs using (true);

-- The use of a span, from the receipts, what models took without one, and the conversations that were opened. Receipts hold all of a
-- kind of token, of which some are of its class; classes do not overlap here.
create function used_between(p_tenant uuid, p_from timestamptz, p_to timestamptz)
    returns table (conversations bigint, messages bigint, tokens_input bigint, tokens_cached bigint, tokens_output bigint,
                   tokens_reasoning bigint, tool_calls bigint, cost_micros bigint)
    language sql stable as
$$
    select (select count(*) from conversation c
             where c.tenant_id = p_tenant and c.started_at >= p_from and c.started_at < p_to),
           sum(u.messages)::bigint, sum(u.input)::bigint, sum(u.cached)::bigint, sum(u.output)::bigint, sum(u.reasoning)::bigint,
           sum(u.tools)::bigint, sum(u.cost)::bigint
      from (select count(*) as messages, coalesce(sum(r.tokens_input - r.tokens_cached), 0) as input,
                   coalesce(sum(r.tokens_cached), 0) as cached, coalesce(sum(r.tokens_output - r.tokens_reasoning), 0) as output,
                   coalesce(sum(r.tokens_reasoning), 0) as reasoning, coalesce(sum(jsonb_array_length(r.tools)), 0) as tools,
                   coalesce(sum(r.cost_micros), 0) as cost
              from receipt r where r.tenant_id = p_tenant and r.created_at >= p_from and r.created_at < p_to
            union all
            select 0, coalesce(sum(m.tokens_input), 0), coalesce(sum(m.tokens_cached), 0), coalesce(sum(m.tokens_output), 0),
                   coalesce(sum(m.tokens_reasoning), 0), 0, coalesce(sum(m.cost_micros), 0)
              from model_use m where m.tenant_id = p_tenant and m.created_at >= p_from and m.created_at < p_to) u
$$;

-- Counts a month on up to p_to, before which nothing may be stored any more.
create function count_month(p_tenant uuid, p_starts_at timestamptz, p_to timestamptz) returns void
    language plpgsql as
$$
declare
    v_from timestamptz;
begin
    select m.counted_to into v_from from month_use m where m.tenant_id = p_tenant and m.starts_at = p_starts_at;
    if v_from >= p_to then
        return;
    end if;
    insert into month_use values (p_tenant, p_starts_at, p_starts_at, 0, 0, 0, 0, 0, 0, 0, 0) on conflict do nothing;
    select m.counted_to into v_from from month_use m
     where m.tenant_id = p_tenant and m.starts_at = p_starts_at for update;
    update month_use m
       set counted_to = p_to, conversations = m.conversations + u.conversations, messages = m.messages + u.messages,
           tokens_input = m.tokens_input + u.tokens_input, tokens_cached = m.tokens_cached + u.tokens_cached,
           tokens_output = m.tokens_output + u.tokens_output, tokens_reasoning = m.tokens_reasoning + u.tokens_reasoning,
           tool_calls = m.tool_calls + u.tool_calls, cost_micros = m.cost_micros + u.cost_micros
      from used_between(p_tenant, v_from, p_to) u
     where m.tenant_id = p_tenant and m.starts_at = p_starts_at and v_from < p_to;
end
$$;
