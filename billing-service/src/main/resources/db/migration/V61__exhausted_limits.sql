-- The hard limits of each tenant that are used up, as [{metric, period, limit, used, until}]: what was noted last, and whether the
-- other services were told. A tenant that never used one up has no row.
create table exhaustion (
    tenant_id  uuid        not null primary key,
    exhausted  jsonb       not null,
    told       boolean     not null,
    changed_at timestamptz not null
);
create index exhaustion_untold on exhaustion (tenant_id) where not told;
alter table exhaustion enable row level security;
create policy tenant on exhaustion using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on exhaustion to billing_jobs using (true);
revoke insert, delete on exhaustion from billing_app;

-- Without how much was used, which changes all the time.
create function limits_alone(p_exhausted jsonb) returns jsonb language sql immutable as $$
    select jsonb_agg(e - 'used') from jsonb_array_elements(p_exhausted) as e
$$;

-- Notes which hard limits of a day or a month these tenants have used up; how many tenants' changed. Run after raise_alerts, in its
-- transaction: a limit that was reached has a row in alert_raised, so that only those few are summed up, from the sums that were
-- just kept and what came in since. Usage that was taken back frees a limit again.
create function note_exhausted(
    p_tenants uuid[],
    p_zones text[], p_days text[], p_day_starts timestamptz[], p_day_ends timestamptz[],
    p_months text[], p_month_starts timestamptz[], p_month_ends timestamptz[],
    p_now timestamptz
) returns bigint language sql as $$
    with who as (
        select t.tenant_id, s.plan_code, s.plan_version, s.status in ('ACTIVE', 'TRIAL') as runs, z.*
        from unnest(p_tenants) as t (tenant_id)
        join subscription s using (tenant_id)
        join unnest(p_zones, p_days, p_day_starts, p_day_ends, p_months, p_month_starts, p_month_ends)
            as z (of_zone, day, day_starts, day_ends, month, month_starts, month_ends) on z.of_zone = s.zone
    ), limits as (
        select w.tenant_id, l.metric, l.period, case when a.tenant_id is null then l.amount else a.amount end as amount,
            case l.period when 'DAY' then w.day else w.month end as label,
            case l.period when 'DAY' then w.day_starts else w.month_starts end as starts_at,
            case l.period when 'DAY' then w.day_ends else w.month_ends end as ends_at
        from who w join plan_limit l on l.plan_code = w.plan_code and l.plan_version = w.plan_version
        left join subscription_limit a on a.tenant_id = w.tenant_id and a.metric = l.metric
        where w.runs and l.hard and l.period in ('DAY', 'MONTH')
    ), candidates as (
        select l.* from limits l
        where l.amount > 0 and exists (
            select from alert_raised r
            where r.tenant_id = l.tenant_id and r.key = concat_ws(':', 'usage', l.metric, l.label, '100%', l.amount))
    ), sums as (
        select c.tenant_id, c.metric, c.period, c.amount, c.ends_at, coalesce(kept.used, 0) + coalesce(recent.used, 0) as used
        from candidates c
        left join alert_sum k on k.tenant_id = c.tenant_id and k.period = c.period and k.starts_at = c.starts_at
        cross join lateral (
            select sum(case c.metric when 'cost' then r.cost_micros else r.quantity end) as used
            from usage_rollup r
            where r.tenant_id = c.tenant_id and r.bucket >= coalesce(k.until, c.starts_at) and r.bucket < c.ends_at
                and case c.metric when 'cost' then true when 'tokens' then r.metric like 'tokens.%' else r.metric = c.metric end) as recent
        cross join lateral (
            select sum(case c.metric when 'cost' then (e.value ->> 1)::bigint else (e.value ->> 0)::bigint end) as used
            from jsonb_each(coalesce(k.sums, '{}')) as e
            where case c.metric when 'cost' then true when 'tokens' then e.key like 'tokens.%' else e.key = c.metric end) as kept
    ), found as (
        select w.tenant_id, coalesce(
            jsonb_agg(jsonb_build_object(
                'metric', s.metric, 'period', lower(s.period), 'limit', s.amount, 'used', s.used,
                'until', to_char(s.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by s.metric)
                filter (where s.metric is not null), '[]') as exhausted
        from who w left join sums s on s.tenant_id = w.tenant_id and s.used >= s.amount
        group by 1
    ), noted as (
        insert into exhaustion as e (tenant_id, exhausted, told, changed_at)
        select f.tenant_id, f.exhausted, false, p_now
        from found f left join exhaustion k on k.tenant_id = f.tenant_id
        where limits_alone(f.exhausted) is distinct from limits_alone(k.exhausted)
        order by 1
        on conflict (tenant_id) do update set exhausted = excluded.exhausted, told = false, changed_at = excluded.changed_at
        returning 1
    )
    select count(*) from noted
$$;
