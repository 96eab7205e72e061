-- Money that a payer wants back through a bank or the provider: open, then won or lost. What is lost is booked once, in booked_minor.
create table payment_dispute (
    tenant_id    uuid        not null,
    id           uuid        not null,
    payment_id   uuid        not null,
    provider     text        not null,
    provider_id  text        not null,
    amount_minor bigint      not null check (amount_minor >= 0),
    booked_minor bigint      not null default 0 check (booked_minor >= 0),
    state        text        not null check (state in ('OPEN', 'WON', 'LOST')),
    -- The provider's word for why.
    reason       text,
    -- When the job asks the provider next; null when it is over.
    look_up_at   timestamptz,
    opened_at    timestamptz not null,
    closed_at    timestamptz,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, payment_id, provider_id),
    foreign key (tenant_id, payment_id) references payment (tenant_id, id),
    check ((state = 'OPEN') = (closed_at is null)),
    check (state = 'LOST' or booked_minor = 0)
);
create index payment_dispute_to_look_up on payment_dispute (look_up_at) where look_up_at is not null;
alter table payment_dispute enable row level security;
create policy tenant on payment_dispute using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on payment_dispute to billing_jobs using (true);

-- What was lost stays lost and is not booked again.
create function keep_dispute() returns trigger language plpgsql as $$
begin
    if old.state = 'LOST' and (new.state, new.booked_minor) is distinct from (old.state, old.booked_minor) then
        raise exception 'A dispute that was lost stays so' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger keep_dispute before update on payment_dispute for each row execute function keep_dispute();

-- Of the dispute that moved last: where it stands, and since when there is one.
alter table payment
    add column dispute text check (dispute in ('OPEN', 'WON', 'LOST')),
    add column disputed_at timestamptz,
    add check ((dispute is null) = (disputed_at is null));

-- Refunds that stand for a lost dispute; what the provider says was refunded does not include them.
alter table payment_refund add column dispute_id uuid;
alter table payment_refund add foreign key (tenant_id, dispute_id) references payment_dispute (tenant_id, id);
