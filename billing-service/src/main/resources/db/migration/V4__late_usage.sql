-- Usage that came in after its period was charged; the next invoice looks at these quarters of an hour again.
create table late_usage (
    tenant_id uuid not null,
    bucket timestamptz not null,
    primary key (tenant_id, bucket)
);
alter table late_usage enable row level security;
create policy tenant on late_usage using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on late_usage to billing_jobs using (true);
revoke insert, update, delete on late_usage from billing_app;

-- As before, and what is late is noted. The lock is shared among consumers and taken alone by what closes a period: usage is
-- either in the sums that a closing reads, or sees the period closed. (In a statement of its own, for the next one to see what was committed meanwhile.)
create or replace function record_usage(
    tenants uuid[], events uuid[], sources text[], lines smallint[], metrics text[], quantities bigint[], costs bigint[], dimension_sets jsonb[], times timestamptz[]
) returns bigint language sql as $$
    select pg_advisory_xact_lock_shared(7_305_001);
    with appended as (
        insert into ledger_entry (tenant_id, event_id, source, line, metric, quantity, cost_micros, dimensions, occurred_at)
        select * from unnest(tenants, events, sources, lines, metrics, quantities, costs, dimension_sets, times)
            as incoming (tenant_id, event_id, source, line, metric, quantity, cost_micros, dimensions, occurred_at)
        order by tenant_id, event_id, source, line
        on conflict do nothing
        returning *
    ), summed as (
        insert into usage_rollup as r (tenant_id, bucket, metric, model, provider, persona, tool, quantity, cost_micros)
        select tenant_id, date_bin('15 minutes', occurred_at, 'epoch'), metric,
            coalesce(dimensions ->> 'model', ''), coalesce(dimensions ->> 'provider', ''), coalesce(dimensions ->> 'persona', ''), coalesce(dimensions ->> 'tool', ''),
            sum(quantity), sum(cost_micros)
        from appended
        group by 1, 2, 3, 4, 5, 6, 7
        order by 1, 2, 3, 4, 5, 6, 7
        on conflict (tenant_id, bucket, metric, model, provider, persona, tool)
            do update set quantity = r.quantity + excluded.quantity, cost_micros = r.cost_micros + excluded.cost_micros
        returning tenant_id, bucket
    ), late as (
        insert into late_usage (tenant_id, bucket)
        select distinct tenant_id, bucket from summed join subscription using (tenant_id) where bucket < charged_until
        order by 1, 2
        on conflict do nothing
    )
    select count(*) from appended
$$;

-- What the sums of a tenant must be, from the ledger alone.
create function derived_rollup(of_tenant uuid) returns setof usage_rollup language sql stable as $$
    select tenant_id, date_bin('15 minutes', occurred_at, 'epoch'), metric,
        coalesce(dimensions ->> 'model', ''), coalesce(dimensions ->> 'provider', ''), coalesce(dimensions ->> 'persona', ''), coalesce(dimensions ->> 'tool', ''),
        sum(quantity)::bigint, sum(cost_micros)::bigint
    from ledger_entry where tenant_id = of_tenant
    group by 1, 2, 3, 4, 5, 6, 7
$$;

-- Replaces a tenant's sums by what the ledger says; the number of sums that were missing, wrong or too many.
create function rebuild_rollup(of_tenant uuid) returns bigint language plpgsql as $$
declare
    wrong bigint;
begin
    perform pg_advisory_xact_lock(7_305_001);
    with should_be as (select * from derived_rollup(of_tenant)), kept as (select * from usage_rollup where tenant_id = of_tenant)
    select count(*) into wrong from (
        select tenant_id, bucket, metric, model, provider, persona, tool from (table should_be except table kept) as missing
        union
        select tenant_id, bucket, metric, model, provider, persona, tool from (table kept except table should_be) as surplus) as d;
    if wrong > 0 then
        delete from usage_rollup where tenant_id = of_tenant;
        insert into usage_rollup select * from derived_rollup(of_tenant);
    end if;
    return wrong;
end
$$;
