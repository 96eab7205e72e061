-- Thresholds of a tenant's own. Those that everybody has, at 80 and 100 % of each limit, have no rows.
create table alert (
    tenant_id  uuid        not null,
    id         uuid        not null,
    kind       text        not null check (kind in ('USAGE', 'COST', 'CHARGE', 'WALLET')),
    metric     text,
    currency   text check (currency ~ '^[A-Z]{3}$'),
    unit       text        not null check (unit in ('PERCENT', 'AMOUNT')),
    threshold  bigint      not null check (threshold >= 0),
    -- Null: a percentage goes by the period of its limit, a wallet has none.
    period     text check (period in ('DAY', 'MONTH')),
    enabled    boolean     not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    check ((kind = 'USAGE') = (metric is not null)),
    check ((kind in ('CHARGE', 'WALLET')) = (currency is not null)),
    check (unit = 'AMOUNT' or kind = 'USAGE')
);
create index alert_changed on alert (updated_at);

-- What was reached, once for ever: the key names threshold, limit and local period. Not told is what was passed together with
-- a higher threshold of the same metric.
create table alert_raised (
    tenant_id uuid        not null,
    id        uuid        not null,
    key       text        not null,
    alert_id  uuid,
    kind      text        not null,
    metric    text,
    currency  text,
    unit      text        not null,
    threshold bigint      not null,
    of_limit  bigint,
    hard      boolean     not null,
    used      bigint      not null,
    period    text,
    label     text,
    ends_at   timestamptz,
    zone      text        not null,
    told      boolean     not null,
    raised_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, key)
);

-- Sums of the running day and month up to a quarter of an hour that is over, so that looking again reads only what is new.
-- They are good as long as nothing came in from before that quarter; then they are made anew.
create table alert_sum (
    tenant_id uuid        not null,
    period    text        not null check (period in ('DAY', 'MONTH')),
    starts_at timestamptz not null,
    until     timestamptz not null,
    -- {metric: [quantity, cost_micros]}
    sums      jsonb       not null,
    primary key (tenant_id, period)
);

do $$
declare
    of_tenants text;
begin
    foreach of_tenants in array array['alert', 'alert_raised', 'alert_sum'] loop
        execute format('alter table %I enable row level security', of_tenants);
        execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''usher.tenant'', true), '''')::uuid)', of_tenants);
        execute format('create policy jobs on %I to billing_jobs using (true)', of_tenants);
    end loop;
end $$;
revoke insert, update, delete on alert_raised from billing_app;
revoke update, delete on alert_raised from billing_jobs;
revoke insert, update, delete on alert_sum from billing_app;

-- Plans and wallets that changed a moment ago are looked at again.
create index subscription_changed on subscription (updated_at);
create index wallet_changed on wallet (updated_at);

-- Which thresholds of usage and cost these tenants have reached and were not told of; they are noted as raised. since is the earliest
-- bucket that may have changed; calendars are given by zone, because the JDK knows them; settled is where sums may be kept up to.
create function raise_alerts(
    p_tenants uuid[], p_since timestamptz[],
    p_zones text[], p_days text[], p_day_starts timestamptz[], p_day_ends timestamptz[],
    p_months text[], p_month_starts timestamptz[], p_month_ends timestamptz[],
    p_settled timestamptz, p_now timestamptz
) returns setof alert_raised language sql as $$
    with who as (
        select t.tenant_id, t.since, s.plan_code, s.plan_version, z.*
        from unnest(p_tenants, p_since) as t (tenant_id, since)
        join subscription s using (tenant_id)
        join unnest(p_zones, p_days, p_day_starts, p_day_ends, p_months, p_month_starts, p_month_ends)
            as z (of_zone, day, day_starts, day_ends, month, month_starts, month_ends) on z.of_zone = s.zone
        where s.status in ('ACTIVE', 'TRIAL')
    ), limits as (
        select w.tenant_id, l.metric, l.period, case when a.tenant_id is null then l.amount else a.amount end as amount, l.hard
        from who w join plan_limit l on l.plan_code = w.plan_code and l.plan_version = w.plan_version
        left join subscription_limit a on a.tenant_id = w.tenant_id and a.metric = l.metric
        where l.period in ('DAY', 'MONTH')
    ), thresholds as (
        select tenant_id, null::uuid as alert_id, 'USAGE' as kind, metric, period, 'PERCENT' as unit, p.threshold, amount as of_limit, hard
        from limits, (values (80::bigint), (100)) as p (threshold) where amount > 0
        union all
        select a.tenant_id, a.id, a.kind, a.metric, l.period, a.unit, a.threshold, l.amount, l.hard
        from who join alert a using (tenant_id) join limits l on l.tenant_id = a.tenant_id and l.metric = a.metric
        where a.enabled and a.kind = 'USAGE' and a.unit = 'PERCENT' and l.amount > 0
        union all
        select a.tenant_id, a.id, a.kind, coalesce(a.metric, 'cost'), a.period, a.unit, a.threshold, null, false
        from who join alert a using (tenant_id)
        where a.enabled and a.kind in ('USAGE', 'COST') and a.unit = 'AMOUNT'
    ), spans as (
        select w.tenant_id, w.since, w.of_zone, p.*
        from who w cross join lateral (values
            ('DAY', w.day, w.day_starts, w.day_ends), ('MONTH', w.month, w.month_starts, w.month_ends)) as p (period, label, starts_at, ends_at)
        where exists (select from thresholds t where t.tenant_id = w.tenant_id and t.period = p.period)
    ), known as (
        select s.*, k.sums, coalesce(k.until, s.starts_at) as summed
        from spans s left join alert_sum k on k.tenant_id = s.tenant_id and k.period = s.period and k.starts_at = s.starts_at and k.until <= s.since
    ), parts as (
        select k.tenant_id, k.period, r.metric, sum(r.quantity) as quantity, sum(r.cost_micros) as cost,
            sum(r.quantity) filter (where r.bucket < p_settled) as old_quantity, sum(r.cost_micros) filter (where r.bucket < p_settled) as old_cost
        from known k join usage_rollup r on r.tenant_id = k.tenant_id and r.bucket >= k.summed and r.bucket < k.ends_at
        group by 1, 2, 3
        union all
        select k.tenant_id, k.period, e.key, (e.value ->> 0)::bigint, (e.value ->> 1)::bigint, (e.value ->> 0)::bigint, (e.value ->> 1)::bigint
        from known k cross join lateral jsonb_each(k.sums) as e
    ), sums as (
        select tenant_id, period, metric, sum(quantity) as quantity, sum(cost) as cost,
            coalesce(sum(old_quantity), 0) as old_quantity, coalesce(sum(old_cost), 0) as old_cost
        from parts group by 1, 2, 3
    ), kept as (
        insert into alert_sum as a (tenant_id, period, starts_at, until, sums)
        select k.tenant_id, k.period, k.starts_at, p_settled,
            coalesce(jsonb_object_agg(s.metric, jsonb_build_array(s.old_quantity, s.old_cost)) filter (where s.metric is not null), '{}')
        from known k left join sums s using (tenant_id, period)
        where p_settled > k.summed
        group by 1, 2, 3
        order by 1, 2
        on conflict (tenant_id, period) do update set starts_at = excluded.starts_at, until = excluded.until, sums = excluded.sums
    ), used as (
        select tenant_id, period, metric, quantity as used from sums where metric not in ('cost', 'tokens')
        union all
        select tenant_id, period, 'cost', sum(cost) from sums group by 1, 2
        union all
        select tenant_id, period, 'tokens', sum(quantity) from sums where metric like 'tokens.%' group by 1, 2
    ), reached as (
        select t.*, s.label, s.ends_at, s.of_zone, u.used,
            concat_ws(':', coalesce(t.alert_id::text, 'usage'), t.metric, s.label, t.threshold || case t.unit when 'PERCENT' then '%' else '' end, t.of_limit) as key
        from thresholds t join spans s using (tenant_id, period) join used u using (tenant_id, period, metric)
        where case t.unit when 'PERCENT' then u.used * 100 >= t.of_limit::numeric * t.threshold else u.used >= t.threshold end
    ), raised as (
        insert into alert_raised (tenant_id, id, key, alert_id, kind, metric, unit, threshold, of_limit, hard, used, period, label, ends_at, zone, told, raised_at)
        select r.tenant_id, id_at(p_now), r.key, r.alert_id, r.kind, r.metric, r.unit, r.threshold, r.of_limit, r.hard, r.used, r.period, r.label, r.ends_at, r.of_zone,
            r.alert_id is not null or r.threshold = max(r.threshold) over (partition by r.tenant_id, r.metric, r.period, r.alert_id), p_now
        from reached r
        where not exists (select from alert_raised a where a.tenant_id = r.tenant_id and a.key = r.key)
        order by r.tenant_id, r.key
        on conflict (tenant_id, key) do nothing
        returning *
    )
    select * from raised where told
$$;

-- The same for wallets that changed since, and new thresholds of them. A balance is told of once for each time that it falls from
-- above the threshold; the transaction by which it fell is the key. Farther back than 1,000 transactions it was told of when it happened.
create function raise_wallet_alerts(p_since timestamptz, p_now timestamptz) returns setof alert_raised language sql as $$
    insert into alert_raised (tenant_id, id, key, alert_id, kind, currency, unit, threshold, hard, used, zone, told, raised_at)
    select a.tenant_id, id_at(p_now), concat_ws(':', a.id, a.threshold, f.id), a.id, 'WALLET', a.currency, 'AMOUNT', a.threshold, false, w.balance_minor,
        coalesce((select s.zone from subscription s where s.tenant_id = a.tenant_id), 'UTC'), true, p_now
    from (select tenant_id, id from wallet where updated_at >= p_since
          union
          select w.tenant_id, w.id from alert a join wallet w on w.tenant_id = a.tenant_id where a.updated_at >= p_since and a.kind = 'WALLET') as c
    join wallet w on w.tenant_id = c.tenant_id and w.id = c.id and w.visitor_id is null
    join alert a on a.tenant_id = w.tenant_id and a.kind = 'WALLET' and a.enabled and a.currency = w.currency and w.balance_minor <= a.threshold
    cross join lateral (
        select b.id from (
            select t.id, t.amount_minor, w.balance_minor
                - coalesce(sum(t.amount_minor) over (order by t.id desc rows between unbounded preceding and 1 preceding), 0) as balance
            from (select x.id, x.amount_minor from wallet_transaction x where x.tenant_id = w.tenant_id and x.wallet_id = w.id
                  order by x.id desc limit 1000) as t) as b
        where b.balance <= a.threshold and b.balance - b.amount_minor > a.threshold
        order by b.id desc limit 1) as f
    order by 1, 3
    on conflict (tenant_id, key) do nothing
    returning *
$$;
