-- The seller's accounts with companies that move money. Their secrets are sealed; nobody but jobs reads or writes the table.
create table payment_provider (
    name       text primary key check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
    enabled    boolean     not null,
    settings   text        not null,
    updated_at timestamptz not null
);
alter table payment_provider enable row level security;
create policy jobs on payment_provider to billing_jobs using (true);

-- Events of providers that were taken, for ever. It only saves look-ups: what makes an event harmless the second time is the payment's own state.
create table payment_event (
    provider    text        not null,
    event_id    text        not null,
    received_at timestamptz not null,
    primary key (provider, event_id)
);
alter table payment_event enable row level security;
create policy jobs on payment_event to billing_jobs using (true);

-- Ways to pay that a tenant has kept, as its provider's tokens. A card's number is never here, nor anything that looks like one.
create table payment_method (
    tenant_id  uuid        not null,
    id         uuid        not null,
    provider   text        not null,
    token      text        not null check (token !~ '^[0-9 -]+$'),
    payer      text,
    kind       text        not null,
    label      text        not null check (label !~ '[0-9]{12}'),
    expires    text,
    preferred  boolean     not null,
    created_at timestamptz not null,
    removed_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, provider, token)
);
create unique index payment_method_preferred on payment_method (tenant_id) where preferred and removed_at is null;

create table payment (
    tenant_id      uuid        not null,
    id             uuid        not null,
    -- What the money is for; room for more kinds.
    purpose        text        not null check (purpose in ('INVOICE', 'TOP_UP')),
    invoice_id     uuid,
    wallet_id      uuid,
    amount_minor   bigint      not null check (amount_minor > 0),
    refunded_minor bigint      not null default 0 check (refunded_minor between 0 and amount_minor),
    currency       text        not null check (currency ~ '^[A-Z]{3}$'),
    state          text        not null check (state in ('CREATED', 'WAITING', 'PROCESSING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    provider       text        not null,
    -- Null until the provider has answered for the first time.
    provider_id    text,
    -- The kept method that was charged with nobody present.
    method_id      uuid,
    description    text        not null,
    return_to      text,
    keep           boolean     not null,
    -- How often the provider was asked.
    attempts       integer     not null default 0,
    failure        text,
    -- What became of the money: it paid the invoice, or it went into a wallet.
    settled        text        check (settled in ('INVOICE', 'WALLET')),
    actor          text        not null,
    -- When the job asks the provider next; null when there is nothing to ask for.
    look_up_at     timestamptz,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    succeeded_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, invoice_id) references invoice (tenant_id, id),
    foreign key (tenant_id, wallet_id) references wallet (tenant_id, id),
    foreign key (tenant_id, method_id) references payment_method (tenant_id, id),
    check ((purpose = 'INVOICE') = (invoice_id is not null)),
    check (purpose <> 'TOP_UP' or wallet_id is not null),
    check (settled <> 'WALLET' or wallet_id is not null),
    check ((state = 'SUCCEEDED') = (succeeded_at is not null)),
    check ((state = 'SUCCEEDED') = (settled is not null))
);
-- A provider's payment is one of ours.
create unique index payment_of_provider on payment (provider, provider_id) where provider_id is not null;
-- While one payment of an invoice may still succeed there is no second one.
create unique index payment_under_way on payment (tenant_id, invoice_id) where state in ('CREATED', 'WAITING', 'PROCESSING');
create index payment_list on payment (tenant_id, invoice_id, id);
create index payment_to_look_up on payment (look_up_at) where look_up_at is not null;

-- Money on its way back. Written before the provider is asked; the id is the provider's idempotency key.
create table payment_refund (
    tenant_id    uuid        not null,
    id           uuid        not null,
    payment_id   uuid        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    reason       text        not null,
    state        text        not null check (state in ('PENDING', 'DONE', 'FAILED')),
    failure      text,
    actor        text        not null,
    look_up_at   timestamptz,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, payment_id) references payment (tenant_id, id)
);
create index payment_refund_list on payment_refund (tenant_id, payment_id, id);
create index payment_refund_to_look_up on payment_refund (look_up_at) where look_up_at is not null;

do $$
declare
    t text;
begin
    foreach t in array array['payment_method', 'payment', 'payment_refund'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''usher.tenant'', true), '''')::uuid)', t);
        execute format('create policy jobs on %I to billing_jobs using (true)', t);
    end loop;
end $$;

-- A payment that succeeded stays so, and what it is and is for never changes.
create function keep_payment() returns trigger language plpgsql as $$
begin
    if old.state = 'SUCCEEDED' and new.state <> 'SUCCEEDED' then
        raise exception 'A payment that succeeded does not become %', new.state using errcode = 'restrict_violation';
    end if;
    if (new.purpose, new.invoice_id, new.amount_minor, new.currency, new.provider) is distinct from
       (old.purpose, old.invoice_id, old.amount_minor, old.currency, old.provider)
       or new.provider_id is distinct from old.provider_id and old.provider_id is not null
       or new.refunded_minor < old.refunded_minor then
        raise exception 'What a payment is never changes' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_payment before update on payment for each row execute function keep_payment();
