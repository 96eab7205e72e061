-- What running phases bring in a month, at some moments: p_plans … p_minors say what each plan version with so many seats costs for a
-- whole month, computed where prices are computed. A phase counts at the moment before; trials, pauses and ends bring nothing.
create function recurring(
    p_plans text[], p_versions integer[], p_seats integer[], p_currencies text[], p_minors bigint[], p_moments timestamptz[], p_tenants uuid[]
) returns table (moment timestamptz, tenant_id uuid, plan_code text, currency text, minor bigint) language sql stable as $$
    with spans as (
        select s.tenant_id, s.state, s.plan_code, s.plan_version, s.seats, s.starts_at,
            lead(s.starts_at, 1, 'infinity') over (partition by s.tenant_id order by s.starts_at, s.id) as ends_at
        from subscription_phase s where s.withdrawn_at is null and (p_tenants is null or s.tenant_id = any (p_tenants))
    )
    select m.moment, s.tenant_id, s.plan_code, p.currency, p.minor
    from unnest(p_moments) as m (moment)
    join spans s on s.starts_at < m.moment and s.ends_at >= m.moment
    join unnest(p_plans, p_versions, p_seats, p_currencies, p_minors) as p (plan, version, seats, currency, minor)
        on p.plan = s.plan_code and p.version = s.plan_version and p.seats = s.seats
    where s.state = 'ACTIVE' and p.minor > 0
$$;

-- From each moment to the next, by currency: start + new + expansion - contraction - churned = end. Who comes back is new.
create function recurring_movements(
    p_plans text[], p_versions integer[], p_seats integer[], p_currencies text[], p_minors bigint[], p_moments timestamptz[]
) returns table (
    step integer, currency text, start_minor bigint, new_minor bigint, expansion_minor bigint, contraction_minor bigint, churned_minor bigint, end_minor bigint,
    customers_start bigint, customers_new bigint, customers_churned bigint, customers_end bigint
) language sql stable as $$
    with r as materialized (select * from recurring(p_plans, p_versions, p_seats, p_currencies, p_minors, p_moments, null)),
    steps as (
        select at::integer as step, moment as from_moment, lead(moment) over (order by at) as to_moment
        from unnest(p_moments) with ordinality as m (moment, at)
    ), pairs as (
        select step, tenant_id, currency, sum(before) as before, sum(after) as after from (
            select s.step, r.tenant_id, r.currency, r.minor as before, 0 as after from steps s join r on r.moment = s.from_moment where s.to_moment is not null
            union all
            select s.step, r.tenant_id, r.currency, 0, r.minor from steps s join r on r.moment = s.to_moment) as both_ends
        group by 1, 2, 3
    )
    select step, currency, sum(before)::bigint,
        coalesce(sum(after) filter (where before = 0), 0)::bigint,
        coalesce(sum(after - before) filter (where before > 0 and after > before), 0)::bigint,
        coalesce(sum(before - after) filter (where after > 0 and after < before), 0)::bigint,
        coalesce(sum(before) filter (where after = 0), 0)::bigint,
        sum(after)::bigint,
        count(*) filter (where before > 0), count(*) filter (where before = 0), count(*) filter (where after = 0), count(*) filter (where after > 0)
    from pairs group by 1, 2 order by 1, 2
$$;

-- What came of invoices, by tenant and currency. Of one that credit paid, nothing was collected.
create function invoiced(p_tenants uuid[], p_now timestamptz)
returns table (tenant_id uuid, currency text, outstanding_minor bigint, overdue_minor bigint, collected_minor bigint, credited_minor bigint) language sql stable as $$
    select i.tenant_id, i.currency,
        coalesce(sum(i.due_minor) filter (where i.kind = 'INVOICE' and i.status in ('ISSUED', 'OVERDUE')), 0)::bigint,
        coalesce(sum(i.due_minor) filter (where i.kind = 'INVOICE' and i.status in ('ISSUED', 'OVERDUE') and i.due_at <= p_now), 0)::bigint,
        coalesce(sum(greatest(i.due_minor, 0)) filter (where i.kind = 'INVOICE' and i.status = 'PAID'), 0)::bigint,
        coalesce(-sum(i.net_minor + i.tax_minor) filter (where i.kind = 'CREDIT_NOTE'), 0)::bigint
    from invoice i
    where i.status not in ('DRAFT', 'VOID') and (p_tenants is null or i.tenant_id = any (p_tenants))
    group by 1, 2
$$;

create index invoice_issued on invoice (issued_at) where issued_at is not null;
create index invoice_paid on invoice (paid_at) where paid_at is not null;
