-- Moves of invoices that are still to be told of and acted on. A trigger notes them, so that no way of moving an invoice is forgotten: by hand,
-- by a payment, or some hundred at a month end.
create table invoice_move (
    tenant_id   uuid        not null,
    invoice_id  uuid        not null,
    status      text        not null,
    from_status text        not null,
    moved_at    timestamptz not null default now(),
    primary key (tenant_id, invoice_id, status)
);
create index invoice_move_in_order on invoice_move (moved_at);

create function note_invoice_move() returns trigger language plpgsql as $$
begin
    if new.kind = 'INVOICE' and new.status in ('ISSUED', 'PAID', 'OVERDUE') and old.status <> new.status then
        insert into invoice_move (tenant_id, invoice_id, status, from_status) values (new.tenant_id, new.id, new.status, old.status)
        on conflict do nothing;
    end if;
    return null;
end
$$;
create trigger note_invoice_move after update of status on invoice for each row execute function note_invoice_move();

-- How the money of an invoice is asked for.
create table dunning (
    tenant_id  uuid        not null,
    invoice_id uuid        not null,
    state      text        not null check (state in ('OPEN', 'DONE', 'GIVEN_UP')),
    -- Charges that failed.
    failures   integer     not null default 0,
    -- The charge that is under way.
    payment_id uuid,
    -- When the first charge was tried; the others follow at a distance from it.
    first_at   timestamptz,
    next_at    timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, invoice_id),
    foreign key (tenant_id, invoice_id) references invoice (tenant_id, id),
    foreign key (tenant_id, payment_id) references payment (tenant_id, id)
);
create index dunning_due on dunning (next_at) where state = 'OPEN';

-- What a tenant has chosen.
create table collection_choice (
    tenant_id    uuid primary key,
    -- Kept methods are charged for invoices without being asked each time.
    automatic    boolean     not null,
    -- The tenant's own wallet pays first, if it holds the whole amount.
    wallet_first boolean     not null,
    updated_at   timestamptz not null
);

do $$
declare
    t text;
begin
    foreach t in array array['invoice_move', 'dunning', 'collection_choice'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''usher.tenant'', true), '''')::uuid)', t);
        execute format('create policy jobs on %I to billing_jobs using (true)', t);
    end loop;
end $$;
