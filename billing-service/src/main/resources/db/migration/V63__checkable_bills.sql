-- What the amount of each line is made of, kept with the line: unit price or tiers, what is included, what was billed before.
alter table invoice_line add column price jsonb check (price is null or jsonb_typeof(price) = 'object');

-- Parts of the net amount, and the plan that was in force last, so that lists need not add up lines.
alter table invoice
    add column base_minor bigint not null default 0,
    add column usage_minor bigint not null default 0,
    add column plan_code text,
    add column plan_version integer;

-- For invoices from before, by the terms of the plan versions on their lines; these never change.
alter table invoice_line disable trigger keep_invoice_line;
update invoice_line l set price = case l.kind
        when 'BASE' then jsonb_build_object('model', 'flat', 'fee_minor', p.terms::jsonb -> 'base_minor')
        else (select jsonb_strip_nulls(c - 'metric') from jsonb_array_elements(p.terms::jsonb -> 'charges') as c where c ->> 'metric' = l.metric) end
from plan p where p.code = l.plan and p.version = l.plan_version;
alter table invoice_line enable trigger keep_invoice_line;

alter table invoice disable trigger keep_invoice;
update invoice i set base_minor = l.base, usage_minor = l.usage, plan_code = l.plan, plan_version = l.plan_version
from (select tenant_id, invoice_id,
          coalesce(sum(amount_minor) filter (where kind in ('BASE', 'SEATS')), 0) as base,
          coalesce(sum(amount_minor) filter (where kind in ('USAGE', 'LATE')), 0) as usage,
          (array_agg(plan order by ends_at desc))[1] as plan, (array_agg(plan_version order by ends_at desc))[1] as plan_version
      from invoice_line where plan is not null group by 1, 2) as l
where l.tenant_id = i.tenant_id and l.invoice_id = i.id;
alter table invoice enable trigger keep_invoice;

-- The platform's lists, the newest first: of all, by state and by plan; and by the day of issue.
create index invoice_newest on invoice (id);
create index invoice_by_status on invoice (status, id);
create index invoice_by_plan on invoice (plan_code, id) where plan_code is not null;
create index invoice_by_day on invoice (coalesce(issued_at, created_at));

-- As before, with the prices of lines and the parts of the amount.
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

    insert into charged_usage (tenant_id, starts_at, metric, ends_at, plan_code, plan_version, share_part, share_whole, quantity, amount_minor)
    select b.tenant_id, c.starts_at, c.metric, c.ends_at, c.plan, c.plan_version, c.share_part, c.share_whole, c.quantity, c.amount_minor
    from jsonb_to_recordset(p_bills) as b (tenant_id uuid, charged jsonb),
        jsonb_to_recordset(b.charged) as c (starts_at timestamptz, metric text, ends_at timestamptz, plan text, plan_version integer,
            share_part bigint, share_whole bigint, quantity bigint, amount_minor bigint)
    on conflict (tenant_id, starts_at, metric) do update set quantity = excluded.quantity, amount_minor = excluded.amount_minor;

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
