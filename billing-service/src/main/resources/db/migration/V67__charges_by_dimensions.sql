-- Plans may charge for slices of a metric, by its dimensions: each charge is remembered by its number among those of the metric. 0 is for what no slice names,
-- or for all of the metric.
alter table charged_usage add column part integer not null default 0 check (part >= 0);
alter table charged_usage drop constraint charged_usage_pkey;
alter table charged_usage add primary key (tenant_id, starts_at, metric, part);

-- As before, with the number of the charge.
create or replace function file_bills(p_bills jsonb, p_closings jsonb, p_seller jsonb, p_now timestamptz) returns bigint language plpgsql as $$
declare
    v_tenants uuid[];
    v_invoices uuid[];
begin
    insert into invoice (tenant_id, id, seller_code, kind, status, period, starts_at, ends_at, zone, currency,
        plan_code, plan_version, base_minor, usage_minor, net_minor, tax_minor, credit_minor, taxes, buyer, seller, created_at)
    select tenant_id, id, 'default', 'INVOICE', 'DRAFT', period, starts_at, ends_at, zone, currency,
        plan, plan_version, coalesce(base_minor, 0), coalesce(usage_minor, 0), net_minor, tax_minor, credit_minor, taxes, buyer, p_seller, p_now
    from jsonb_to_recordset(p_bills) as b (tenant_id uuid, id uuid, owed boolean, period text, starts_at timestamptz, ends_at timestamptz,
        zone text, currency text, plan text, plan_version integer, base_minor bigint, usage_minor bigint,
        net_minor bigint, tax_minor bigint, credit_minor bigint, taxes jsonb, buyer jsonb)
    where owed;

    insert into invoice_line (tenant_id, invoice_id, position, kind, plan, plan_version, metric, starts_at, ends_at, quantity, share_part, share_whole,
        amount_minor, price)
    select b.tenant_id, b.id, l.*
    from jsonb_to_recordset(p_bills) as b (tenant_id uuid, id uuid, owed boolean, lines jsonb),
        jsonb_to_recordset(b.lines) as l (position integer, kind text, plan text, plan_version integer, metric text, starts_at timestamptz,
            ends_at timestamptz, quantity bigint, share_part bigint, share_whole bigint, amount_minor bigint, price jsonb)
    where owed;

    insert into credit (tenant_id, currency, amount_minor, invoice_id, made_at)
    select tenant_id, currency, -credit_minor, id, p_now
    from jsonb_to_recordset(p_bills) as b (tenant_id uuid, id uuid, owed boolean, currency text, credit_minor bigint)
    where owed and credit_minor <> 0;

    insert into charged_usage (tenant_id, starts_at, metric, part, ends_at, plan_code, plan_version, share_part, share_whole, quantity, amount_minor)
    select b.tenant_id, c.starts_at, c.metric, coalesce(c.part, 0), c.ends_at, c.plan, c.plan_version, c.share_part, c.share_whole, c.quantity, c.amount_minor
    from jsonb_to_recordset(p_bills) as b (tenant_id uuid, charged jsonb),
        jsonb_to_recordset(b.charged) as c (starts_at timestamptz, metric text, part integer, ends_at timestamptz, plan text, plan_version integer,
            share_part bigint, share_whole bigint, quantity bigint, amount_minor bigint)
    on conflict (tenant_id, starts_at, metric, part) do update set quantity = excluded.quantity, amount_minor = excluded.amount_minor;

    update subscription s set charged_until = c.charged_until, closes_at = c.closes_at
    from jsonb_to_recordset(p_closings) as c (tenant_id uuid, charged_until timestamptz, closes_at timestamptz)
    where s.tenant_id = c.tenant_id;

    -- What came in between was looked at just now: nothing is recorded while a period is closed.
    delete from late_usage l using jsonb_to_recordset(p_closings) as c (tenant_id uuid) where l.tenant_id = c.tenant_id;

    if (select automatic from seller where code = 'default') then
        select array_agg(tenant_id order by tenant_id, currency), array_agg(id order by tenant_id, currency) into v_tenants, v_invoices
        from jsonb_to_recordset(p_bills) as b (tenant_id uuid, id uuid, owed boolean, currency text) where owed;
        perform issue_invoices(coalesce(v_tenants, '{}'), coalesce(v_invoices, '{}'), p_now);
    end if;
    return jsonb_array_length(p_closings);
end
$$;
