-- Who sends the invoices. Numbers are taken by updating the row in the transaction that uses them, so that one which is
-- rolled back leaves no gap.
create table seller (
    code text primary key,
    legal_name text not null,
    address text not null,
    country text not null check (country ~ '^[A-Z]{2}$'),
    tax_id text not null,
    number_prefix text not null,
    next_number bigint not null check (next_number > 0),
    due_days integer not null check (due_days between 0 and 365),
    proration text not null check (proration in ('SECOND', 'DAY')),
    -- Whether the month end issues its invoices, or leaves drafts for somebody to look at.
    automatic boolean not null
);
insert into seller values ('default', 'Usher', '', 'IL', '', 'USH-', 1, 14, 'SECOND', true);

-- To whom they are addressed.
create table billing_profile (
    tenant_id uuid primary key,
    legal_name text not null,
    address text not null,
    country text not null check (country ~ '^[A-Z]{2}$'),
    tax_id text,
    email text,
    updated_at timestamptz not null
);

create table invoice (
    tenant_id uuid not null,
    id uuid not null,
    seller_code text not null references seller (code),
    number text,
    kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE')),
    status text not null check (status in ('DRAFT', 'ISSUED', 'PAID', 'OVERDUE', 'VOID')),
    of_invoice uuid,
    period text not null check (period ~ '^[0-9]{4}-[0-9]{2}$'),
    starts_at timestamptz,
    ends_at timestamptz,
    zone text not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    net_minor bigint not null,
    tax_minor bigint not null,
    credit_minor bigint not null,
    due_minor bigint not null generated always as (net_minor + tax_minor - credit_minor) stored,
    taxes jsonb not null,
    buyer jsonb not null,
    seller jsonb not null,
    note text,
    created_at timestamptz not null,
    issued_at timestamptz,
    due_at timestamptz,
    paid_at timestamptz,
    voided_at timestamptz,
    payment_provider text,
    payment_reference text,
    payment_method text,
    settled_by text,
    primary key (tenant_id, id),
    foreign key (tenant_id, of_invoice) references invoice (tenant_id, id),
    check ((status = 'DRAFT') = (number is null)),
    check ((status = 'PAID') = (paid_at is not null)),
    check (kind = 'INVOICE' or of_invoice is not null)
);
create unique index invoice_number on invoice (seller_code, number);
create unique index invoice_of_period on invoice (tenant_id, starts_at, currency) where kind = 'INVOICE' and starts_at is not null;
create index invoice_unpaid on invoice (due_at) where status = 'ISSUED';

create table invoice_line (
    tenant_id uuid not null,
    invoice_id uuid not null,
    position integer not null,
    kind text not null check (kind in ('BASE', 'SEATS', 'USAGE', 'LATE', 'MANUAL', 'CREDIT')),
    plan text,
    plan_version integer,
    metric text,
    starts_at timestamptz,
    ends_at timestamptz,
    quantity bigint not null,
    share_part bigint,
    share_whole bigint,
    amount_minor bigint not null,
    text text,
    primary key (tenant_id, invoice_id, position),
    foreign key (tenant_id, invoice_id) references invoice (tenant_id, id)
);

-- What was billed so far for usage, by stretch and metric: late usage is billed as the difference.
create table charged_usage (
    tenant_id uuid not null,
    starts_at timestamptz not null,
    metric text not null,
    ends_at timestamptz not null,
    plan_code text not null,
    plan_version integer not null,
    share_part bigint not null,
    share_whole bigint not null,
    quantity bigint not null,
    amount_minor bigint not null,
    primary key (tenant_id, starts_at, metric)
);

-- Money a tenant has in hand at the seller: from credit notes on what was paid, and from invoices below zero.
create table credit (
    tenant_id uuid not null,
    id uuid not null default gen_random_uuid(),
    currency text not null,
    amount_minor bigint not null,
    invoice_id uuid not null,
    made_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, invoice_id) references invoice (tenant_id, id)
);

do $$
declare
    of_tenants text;
begin
    foreach of_tenants in array array['billing_profile', 'invoice', 'invoice_line', 'charged_usage', 'credit'] loop
        execute format('alter table %I enable row level security', of_tenants);
        execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''usher.tenant'', true), '''')::uuid)', of_tenants);
        execute format('create policy jobs on %I to billing_jobs using (true)', of_tenants);
    end loop;
end $$;

-- An issued invoice is a document: its state moves on, nothing else does.
create function keep_invoice() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.status <> 'DRAFT' then
            raise exception 'An issued invoice is never deleted: make a credit note' using errcode = 'restrict_violation';
        end if;
        return old;
    end if;
    if old.status = 'DRAFT' then
        return new;
    end if;
    if (to_jsonb(old) - array['status', 'due_minor', 'paid_at', 'voided_at', 'payment_provider', 'payment_reference', 'payment_method', 'settled_by'])
        is distinct from
        (to_jsonb(new) - array['status', 'due_minor', 'paid_at', 'voided_at', 'payment_provider', 'payment_reference', 'payment_method', 'settled_by']) then
        raise exception 'An issued invoice is never changed: make a credit note' using errcode = 'restrict_violation';
    end if;
    if old.status <> new.status and (old.status, new.status) not in (
        ('ISSUED', 'PAID'), ('ISSUED', 'OVERDUE'), ('ISSUED', 'VOID'), ('OVERDUE', 'PAID'), ('OVERDUE', 'VOID')) then
        raise exception 'An invoice does not go from % to %', old.status, new.status using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_invoice before update or delete on invoice for each row execute function keep_invoice();

create function keep_invoice_line() returns trigger language plpgsql as $$
begin
    if exists (select from invoice i where i.tenant_id = coalesce(new.tenant_id, old.tenant_id)
            and i.id = coalesce(new.invoice_id, old.invoice_id) and i.status <> 'DRAFT') then
        raise exception 'The lines of an issued invoice are never changed: make a credit note' using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end
$$;
create trigger keep_invoice_line before insert or update or delete on invoice_line for each row execute function keep_invoice_line();

-- Gives drafts their numbers, in the order of tenants and currencies. Holding the seller's row until the commit is what
-- keeps the series without gaps.
create function issue_invoices(tenants uuid[], invoices uuid[], p_now timestamptz) returns bigint language plpgsql as $$
declare
    wanted bigint := cardinality(invoices);
    first bigint;
begin
    if wanted = 0 then
        return 0;
    end if;
    update seller set next_number = next_number + wanted where code = 'default' returning next_number - wanted into first;
    update invoice i
       set number = s.number_prefix || lpad((first + n.at - 1)::text, greatest(6, length((first + n.at - 1)::text)), '0'),
           issued_at = p_now, due_at = p_now + make_interval(days => s.due_days),
           -- What credit covers whole is paid with it.
           status = case when i.net_minor + i.tax_minor - i.credit_minor > 0 then 'ISSUED' else 'PAID' end,
           paid_at = case when i.net_minor + i.tax_minor - i.credit_minor > 0 then null else p_now end
      from unnest(tenants, invoices) with ordinality as n (tenant_id, id, at), seller s
     where i.tenant_id = n.tenant_id and i.id = n.id and i.status = 'DRAFT' and s.code = 'default';
    get diagnostics wanted = row_count;
    if wanted <> cardinality(invoices) then
        raise exception 'Only drafts are issued' using errcode = 'restrict_violation';
    end if;
    return wanted;
end
$$;

-- Writes what the periods of many tenants cost: invoices with their lines and numbers, what is remembered for late usage,
-- credit that is used or given, and how far each tenant is charged. One transaction, all or nothing.
create function file_bills(p_bills jsonb, p_closings jsonb, p_seller jsonb, p_now timestamptz) returns bigint language plpgsql as $$
declare
    v_tenants uuid[];
    v_invoices uuid[];
begin
    insert into invoice (tenant_id, id, seller_code, kind, status, period, starts_at, ends_at, zone, currency,
        net_minor, tax_minor, credit_minor, taxes, buyer, seller, created_at)
    select tenant_id, id, 'default', 'INVOICE', 'DRAFT', period, starts_at, ends_at, zone, currency,
        net_minor, tax_minor, credit_minor, taxes, buyer, p_seller, p_now
    from jsonb_to_recordset(p_bills) as b (tenant_id uuid, id uuid, owed boolean, period text, starts_at timestamptz, ends_at timestamptz,
        zone text, currency text, net_minor bigint, tax_minor bigint, credit_minor bigint, taxes jsonb, buyer jsonb)
    where owed;

    insert into invoice_line (tenant_id, invoice_id, position, kind, plan, plan_version, metric, starts_at, ends_at, quantity, share_part, share_whole, amount_minor)
    select b.tenant_id, b.id, l.*
    from jsonb_to_recordset(p_bills) as b (tenant_id uuid, id uuid, owed boolean, lines jsonb),
        jsonb_to_recordset(b.lines) as l (position integer, kind text, plan text, plan_version integer, metric text, starts_at timestamptz,
            ends_at timestamptz, quantity bigint, share_part bigint, share_whole bigint, amount_minor bigint)
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
