-- Prepaid money of a tenant or of one of its visitors, kept in two books that must agree. The ledger (transactions of entries) says
-- where every amount came from and went to, and is never changed. The credits say what is left of each amount that was paid in, in which
-- order it is used, and when it ends. A wallet's balance is the sum of what is left of its credits.

create table wallet (
    tenant_id       uuid        not null,
    id              uuid        not null,
    -- Null: the tenant's own.
    visitor_id      uuid,
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    balance_minor   bigint      not null default 0 check (balance_minor >= 0),
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (tenant_id, id),
    unique nulls not distinct (tenant_id, visitor_id, currency)
);

create table wallet_credit (
    tenant_id     uuid        not null,
    id            uuid        not null,
    wallet_id     uuid        not null,
    -- Lower goes first; among equals what ends sooner, then what came sooner.
    priority      smallint    not null check (priority >= 0 and priority <= 100),
    granted_minor bigint      not null check (granted_minor > 0),
    left_minor    bigint      not null check (left_minor >= 0 and left_minor <= granted_minor),
    expires_at    timestamptz,
    created_at    timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, wallet_id) references wallet (tenant_id, id)
);
create index wallet_credit_left on wallet_credit (tenant_id, wallet_id, priority, expires_at, id) where left_minor > 0;
create index wallet_credit_list on wallet_credit (tenant_id, wallet_id, id);
create index wallet_credit_ending on wallet_credit (expires_at) where left_minor > 0 and expires_at is not null;

create table wallet_transaction (
    tenant_id    uuid        not null,
    id           uuid        not null,
    wallet_id    uuid        not null,
    kind         text        not null check (kind in ('purchase', 'gift', 'spending', 'return', 'expiry')),
    -- What the wallet has more of by it; negative when it has less.
    amount_minor bigint      not null check (amount_minor <> 0),
    currency     text        not null,
    -- The caller's own name for the act: the same twice is one act.
    reference    text        not null check (char_length(reference) between 1 and 200),
    description  text        check (char_length(description) <= 500),
    -- Who did it, as far as somebody did.
    actor        text,
    -- The spending that a return gives back.
    returns      uuid,
    created_at   timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, wallet_id, reference),
    foreign key (tenant_id, wallet_id) references wallet (tenant_id, id),
    check ((kind = 'return') = (returns is not null)),
    check ((amount_minor > 0) = (kind in ('purchase', 'gift', 'return')))
);
create index wallet_transaction_list on wallet_transaction (tenant_id, wallet_id, id);
create index wallet_transaction_returns on wallet_transaction (tenant_id, returns) where returns is not null;

-- Debits are positive, credits negative. The accounts: wallet (what is owed to its owner, hence credited when it grows), money (paid in),
-- promotions (given), revenue (spent), expired.
create table wallet_entry (
    tenant_id      uuid   not null,
    transaction_id uuid   not null,
    account        text   not null check (account in ('wallet', 'money', 'promotions', 'revenue', 'expired')),
    amount_minor   bigint not null check (amount_minor <> 0),
    currency       text   not null,
    primary key (tenant_id, transaction_id, account),
    foreign key (tenant_id, transaction_id) references wallet_transaction (tenant_id, id)
);

do $$
declare
    t text;
begin
    foreach t in array array['wallet', 'wallet_credit', 'wallet_transaction', 'wallet_entry'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''usher.tenant'', true), '''')::uuid)', t);
        execute format('create policy jobs on %I to billing_jobs using (true)', t);
    end loop;
    foreach t in array array['wallet_transaction', 'wallet_entry'] loop
        execute format('revoke update, delete on %I from billing_app, billing_jobs', t);
    end loop;
end $$;

-- Debits equal credits in each transaction, whoever writes it; looked at when it commits.
create function wallet_balances() returns trigger language plpgsql as
$$
begin
    if exists (select from wallet_entry e where e.tenant_id = new.tenant_id and e.transaction_id = new.transaction_id
                group by e.currency having sum(e.amount_minor) <> 0) then
        raise exception 'The debits and credits of transaction % differ', new.transaction_id using errcode = 'check_violation';
    end if;
    return null;
end
$$;
create constraint trigger wallet_entry_balances after insert on wallet_entry
    deferrable initially deferred for each row execute function wallet_balances();

-- A transaction moves its own amount, into or out of its wallet's account and in its wallet's currency, and the balance is what is left of the credits.
create function wallet_agrees() returns trigger language plpgsql as
$$
begin
    if not exists (select from wallet w join wallet_entry e on e.tenant_id = w.tenant_id and e.transaction_id = new.id and e.account = 'wallet'
                    where w.tenant_id = new.tenant_id and w.id = new.wallet_id and w.currency = new.currency
                      and e.currency = new.currency and e.amount_minor = -new.amount_minor) then
        raise exception 'Transaction % has no entry of its amount in its wallet', new.id using errcode = 'check_violation';
    end if;
    if exists (select from wallet w where w.tenant_id = new.tenant_id and w.id = new.wallet_id
                and w.balance_minor <> (select coalesce(sum(c.left_minor), 0) from wallet_credit c
                                         where c.tenant_id = w.tenant_id and c.wallet_id = w.id and c.left_minor > 0)) then
        raise exception 'The balance of wallet % is not what is left of its credits', new.wallet_id using errcode = 'check_violation';
    end if;
    return null;
end
$$;
create constraint trigger wallet_transaction_agrees after insert on wallet_transaction
    deferrable initially deferred for each row execute function wallet_agrees();

-- Writes one transaction and its two entries, and moves the balance; the caller holds the wallet and has moved the credits.
create function wallet_post(p_tenant uuid, p_id uuid, p_wallet uuid, p_kind text, p_amount bigint, p_against text, p_reference text,
                            p_description text, p_actor text, p_returns uuid, p_now timestamptz)
    returns void
    language sql as
$$
    update wallet set balance_minor = balance_minor + p_amount, updated_at = p_now where tenant_id = p_tenant and id = p_wallet;
    insert into wallet_transaction (tenant_id, id, wallet_id, kind, amount_minor, currency, reference, description, actor, returns, created_at)
    select p_tenant, p_id, p_wallet, p_kind, p_amount, w.currency, p_reference, p_description, p_actor, p_returns, p_now
      from wallet w where w.tenant_id = p_tenant and w.id = p_wallet;
    insert into wallet_entry (tenant_id, transaction_id, account, amount_minor, currency)
    select p_tenant, p_id, a.account, a.amount, w.currency
      from wallet w, (values ('wallet', -p_amount), (p_against, p_amount)) as a (account, amount)
     where w.tenant_id = p_tenant and w.id = p_wallet;
$$;

-- A UUIDv7 of that moment, for what the database does by itself.
create function id_at(p_now timestamptz) returns uuid language sql volatile as
$$
    select (lpad(to_hex((extract(epoch from p_now) * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

-- Ends what is over of one wallet, which the caller holds: one transaction for each credit, under the credit's own name.
create function wallet_expire(p_tenant uuid, p_wallet uuid, p_now timestamptz) returns int
    language plpgsql as
$$
declare
    v_credit record;
    v_count  int := 0;
begin
    for v_credit in
        select c.id, c.left_minor from wallet_credit c
         where c.tenant_id = p_tenant and c.wallet_id = p_wallet and c.left_minor > 0 and c.expires_at <= p_now
         order by c.id
    loop
        update wallet_credit set left_minor = 0 where tenant_id = p_tenant and id = v_credit.id;
        perform wallet_post(p_tenant, id_at(p_now), p_wallet, 'expiry', -v_credit.left_minor, 'expired', 'expiry:' || v_credit.id,
                            null, null, null, p_now);
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;

-- One act on a wallet, as p tells it: {tenant, wallet, transaction, kind, amount, reference, description, actor, and of money that comes:
-- credit (its id), priority, expires_at; of a return: returns}. What is over ends first. outcome: done · repeated (the same act before:
-- its transaction) · differs (the reference is another act's) · missing · short (not enough is left) · returned (more than was spent)
create function wallet_move(p jsonb, p_now timestamptz)
    returns table (outcome text, transaction uuid, balance bigint)
    language plpgsql as
$$
declare
    v_tenant uuid   := (p ->> 'tenant')::uuid;
    v_wallet uuid   := (p ->> 'wallet')::uuid;
    v_kind   text   := p ->> 'kind';
    v_amount bigint := (p ->> 'amount')::bigint;
    v_left   bigint := (p ->> 'amount')::bigint;
    v_before wallet_transaction%rowtype;
    v_spent  wallet_transaction%rowtype;
    v_credit record;
    v_take   bigint;
begin
    transaction := (p ->> 'transaction')::uuid;
    select w.balance_minor into balance from wallet w where w.tenant_id = v_tenant and w.id = v_wallet for update;
    if not found then
        outcome := 'missing';
        return next; return;
    end if;
    select * into v_before from wallet_transaction t
     where t.tenant_id = v_tenant and t.wallet_id = v_wallet and t.reference = p ->> 'reference';
    if found then
        transaction := v_before.id;
        outcome := case when v_before.kind = v_kind and abs(v_before.amount_minor) = v_amount
                         and v_before.returns is not distinct from (p ->> 'returns')::uuid then 'repeated' else 'differs' end;
        return next; return;
    end if;
    perform wallet_expire(v_tenant, v_wallet, p_now);
    select w.balance_minor into balance from wallet w where w.tenant_id = v_tenant and w.id = v_wallet;

    if v_kind = 'spending' then
        if balance < v_amount then
            outcome := 'short';
            return next; return;
        end if;
        for v_credit in
            select c.id, c.left_minor from wallet_credit c
             where c.tenant_id = v_tenant and c.wallet_id = v_wallet and c.left_minor > 0
             order by c.priority, c.expires_at nulls last, c.id
        loop
            v_take := least(v_left, v_credit.left_minor);
            update wallet_credit c set left_minor = c.left_minor - v_take where c.tenant_id = v_tenant and c.id = v_credit.id;
            v_left := v_left - v_take;
            exit when v_left = 0;
        end loop;
        perform wallet_post(v_tenant, transaction, v_wallet, v_kind, -v_amount, 'revenue', p ->> 'reference', p ->> 'description',
                            p ->> 'actor', null, p_now);
        balance := balance - v_amount;
    else
        if v_kind = 'return' then
            select * into v_spent from wallet_transaction t
             where t.tenant_id = v_tenant and t.id = (p ->> 'returns')::uuid and t.wallet_id = v_wallet and t.kind = 'spending';
            if not found then
                outcome := 'missing';
                return next; return;
            end if;
            if v_amount + (select coalesce(sum(t.amount_minor), 0) from wallet_transaction t
                            where t.tenant_id = v_tenant and t.returns = v_spent.id) > -v_spent.amount_minor then
                outcome := 'returned';
                return next; return;
            end if;
        end if;
        insert into wallet_credit (tenant_id, id, wallet_id, priority, granted_minor, left_minor, expires_at, created_at)
        values (v_tenant, (p ->> 'credit')::uuid, v_wallet, (p ->> 'priority')::smallint, v_amount, v_amount,
                (p ->> 'expires_at')::timestamptz, p_now);
        perform wallet_post(v_tenant, transaction, v_wallet, v_kind, v_amount,
                            case v_kind when 'purchase' then 'money' when 'gift' then 'promotions' else 'revenue' end,
                            p ->> 'reference', p ->> 'description', p ->> 'actor', (p ->> 'returns')::uuid, p_now);
        balance := balance + v_amount;
    end if;
    outcome := 'done';
    return next;
end
$$;
