-- What happened, once. The primary key is what makes a redelivered event harmless and is never pruned: the same event a year later is still the same event.
-- It begins with tenant and event id because these are ordered by time (UUIDv7): new entries go to the right edge of a tenant's pages, and the one index also
-- serves reading a tenant's ledger from the newest entry on. Hash partitions keep the unique key possible and each index an eighth of the size.

create table ledger_entry (
    tenant_id uuid not null,
    event_id uuid not null,
    source text not null,
    -- The position of the line in its event, from 0.
    line smallint not null,
    metric text not null,
    quantity bigint not null,
    -- Micro-units of USD: what the provider takes, priced where it was spent and never recomputed here.
    cost_micros bigint not null,
    dimensions jsonb not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    primary key (tenant_id, event_id, source, line)
) partition by hash (tenant_id);

-- Sums by quarter of an hour: every time zone in use is a multiple of 15 minutes from UTC, so days and months of any of them are whole buckets (Kolkata +5:30,
-- Kathmandu +5:45). An empty text is "the event did not say"; nulls could not be in the key.
create table usage_rollup (
    tenant_id uuid not null,
    bucket timestamptz not null,
    metric text not null,
    model text not null,
    provider text not null,
    persona text not null,
    tool text not null,
    quantity bigint not null,
    cost_micros bigint not null,
    primary key (tenant_id, bucket, metric, model, provider, persona, tool)
) partition by hash (tenant_id);

alter table ledger_entry enable row level security;
create policy tenant on ledger_entry using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on ledger_entry to billing_jobs using (true);

alter table usage_rollup enable row level security;
create policy tenant on usage_rollup using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on usage_rollup to billing_jobs using (true);

-- A policy of the parent does not bind a query that names the partition, so each partition has row-level security of its own: on, with the jobs policy alone.
do $$
begin
    for part in 0..7 loop
        execute format('create table ledger_entry_%s partition of ledger_entry for values with (modulus 8, remainder %s)', part, part);
        execute format('alter table ledger_entry_%s enable row level security', part);
        -- Room on each page for the next version of a sum: an update that stays on its page touches no index.
        execute format('create table usage_rollup_%s partition of usage_rollup for values with (modulus 8, remainder %s) with (fillfactor = 70)', part, part);
        execute format('alter table usage_rollup_%s enable row level security', part);
    end loop;
end $$;

-- The service reads; the consumer, as jobs, appends to the ledger and keeps the sums. Nobody changes or deletes an entry.
do $$
declare
    part regclass;
begin
    for part in
        select oid from pg_class where oid in ('ledger_entry'::regclass, 'usage_rollup'::regclass)
        union all select inhrelid from pg_inherits where inhparent in ('ledger_entry'::regclass, 'usage_rollup'::regclass)
    loop
        execute format('revoke insert, update, delete on %s from billing_app', part);
        if part::text like '%ledger_entry%' then
            execute format('revoke update, delete on %s from billing_jobs', part);
        end if;
    end loop;
end $$;

-- Appends event lines, one per position of the arrays, and adds those that were new to the rollups. Returns how many were new. Both writes go in key order, and
-- the first is complete before the second begins (it is grouped), so that two consumers with the same events wait for each other and never for themselves.
create function record_usage(
    tenants uuid[], events uuid[], sources text[], lines smallint[], metrics text[], quantities bigint[], costs bigint[], dimension_sets jsonb[], times timestamptz[]
) returns bigint language sql as $$
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
    )
    select count(*) from appended
$$;
