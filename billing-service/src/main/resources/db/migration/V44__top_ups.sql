-- Wallets that fill themselves: below the threshold so much is charged to a kept method, so often in 24 hours at most.
create table wallet_recharge (
    tenant_id       uuid        not null,
    wallet_id       uuid        not null,
    threshold_minor bigint      not null check (threshold_minor > 0),
    amount_minor    bigint      not null check (amount_minor > 0),
    per_day         integer     not null check (per_day between 1 and 24),
    -- A charge that failed pauses it until somebody says otherwise.
    state           text        not null check (state in ('ACTIVE', 'PAUSED')),
    failure         text,
    -- The charge that is under way: while there is one, there is no other.
    payment_id      uuid,
    updated_at      timestamptz not null,
    primary key (tenant_id, wallet_id),
    foreign key (tenant_id, wallet_id) references wallet (tenant_id, id),
    foreign key (tenant_id, payment_id) references payment (tenant_id, id)
);
create index payment_of_wallet on payment (tenant_id, wallet_id, created_at) where wallet_id is not null;

-- Tenants' own wallets that have become empty, and whose owners are still to be told.
create table wallet_depletion (
    tenant_id  uuid        not null,
    wallet_id  uuid        not null,
    emptied_at timestamptz not null,
    primary key (tenant_id, wallet_id)
);

create function note_depletion() returns trigger language plpgsql as $$
begin
    insert into wallet_depletion (tenant_id, wallet_id, emptied_at) values (new.tenant_id, new.id, new.updated_at) on conflict do nothing;
    return null;
end
$$;
create trigger note_depletion after update of balance_minor on wallet for each row
    when (new.balance_minor = 0 and old.balance_minor > 0 and new.visitor_id is null) execute function note_depletion();

do $$
declare
    t text;
begin
    foreach t in array array['wallet_recharge', 'wallet_depletion'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''usher.tenant'', true), '''')::uuid)', t);
        execute format('create policy jobs on %I to billing_jobs using (true)', t);
    end loop;
end $$;
