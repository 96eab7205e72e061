-- Which credits a spending used, so that what is given back is again what it was: a gift stays a gift and ends when it would have.
create table wallet_use (
    tenant_id      uuid    not null,
    transaction_id uuid    not null,
    credit_id      uuid    not null,
    -- The order in which they were used.
    position       integer not null,
    taken_minor    bigint  not null check (taken_minor > 0),
    returned_minor bigint  not null default 0 check (returned_minor >= 0 and returned_minor <= taken_minor),
    primary key (tenant_id, transaction_id, credit_id),
    foreign key (tenant_id, transaction_id) references wallet_transaction (tenant_id, id),
    foreign key (tenant_id, credit_id) references wallet_credit (tenant_id, id)
);
alter table wallet_use enable row level security;
create policy tenant on wallet_use using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on wallet_use to billing_jobs using (true);
revoke delete on wallet_use from billing_app, billing_jobs;

-- A credit may end more than once, when something came back to it after its end: each end has its own name.
create or replace function wallet_expire(p_tenant uuid, p_wallet uuid, p_now timestamptz) returns int
    language plpgsql as
$$
declare
    v_credit record;
    v_id     uuid;
    v_count  int := 0;
begin
    for v_credit in
        select c.id, c.left_minor,
               exists (select from wallet_transaction t
                        where t.tenant_id = p_tenant and t.wallet_id = p_wallet and t.reference = 'expiry:' || c.id) as again
          from wallet_credit c
         where c.tenant_id = p_tenant and c.wallet_id = p_wallet and c.left_minor > 0 and c.expires_at <= p_now
         order by c.id
    loop
        v_id := id_at(p_now);
        update wallet_credit set left_minor = 0 where tenant_id = p_tenant and id = v_credit.id;
        perform wallet_post(p_tenant, v_id, p_wallet, 'expiry', -v_credit.left_minor, 'expired',
                            'expiry:' || v_credit.id || case when v_credit.again then ':' || v_id else '' end, null, null, null, p_now);
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;

-- As before, with refunds; a spending notes what it used, and a return gives back to that.
-- One act on a wallet, as p tells it: {tenant, wallet, transaction, kind, amount, reference, description, actor, and of money that comes:
-- credit (its id), priority, expires_at; of a return: returns}. A return of a spending from before this needs a credit like money that comes. What is over ends first. outcome: done · repeated (the same act before:
-- its transaction) · differs (the reference is another act's) · missing · short (not enough is left) · returned (more than was spent)
create or replace function wallet_move(p jsonb, p_now timestamptz)
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
    v_uses   jsonb  := '[]';
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

    if v_kind in ('spending', 'refund') then
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
            v_uses := v_uses || jsonb_build_object('credit', v_credit.id, 'taken', v_take);
            v_left := v_left - v_take;
            exit when v_left = 0;
        end loop;
        perform wallet_post(v_tenant, transaction, v_wallet, v_kind, -v_amount,
                            case v_kind when 'refund' then 'money' else 'revenue' end, p ->> 'reference', p ->> 'description',
                            p ->> 'actor', null, p_now);
        insert into wallet_use (tenant_id, transaction_id, credit_id, position, taken_minor)
        select v_tenant, transaction, (u.value ->> 'credit')::uuid, u.ordinality, (u.value ->> 'taken')::bigint
          from jsonb_array_elements(v_uses) with ordinality as u where v_kind = 'spending';
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
        if v_kind = 'return' then
            -- What was used last comes back first, as if it had not been used.
            for v_credit in
                select u.credit_id, u.taken_minor - u.returned_minor as open from wallet_use u
                 where u.tenant_id = v_tenant and u.transaction_id = v_spent.id and u.returned_minor < u.taken_minor
                 order by u.position desc
            loop
                v_take := least(v_left, v_credit.open);
                update wallet_use u set returned_minor = u.returned_minor + v_take
                 where u.tenant_id = v_tenant and u.transaction_id = v_spent.id and u.credit_id = v_credit.credit_id;
                update wallet_credit c set left_minor = c.left_minor + v_take where c.tenant_id = v_tenant and c.id = v_credit.credit_id;
                v_left := v_left - v_take;
                exit when v_left = 0;
            end loop;
        end if;
        if v_left > 0 then
            insert into wallet_credit (tenant_id, id, wallet_id, priority, granted_minor, left_minor, expires_at, created_at)
            values (v_tenant, (p ->> 'credit')::uuid, v_wallet, (p ->> 'priority')::smallint, v_left, v_left,
                    (p ->> 'expires_at')::timestamptz, p_now);
        end if;
        perform wallet_post(v_tenant, transaction, v_wallet, v_kind, v_amount,
                            case v_kind when 'purchase' then 'money' when 'gift' then 'promotions' else 'revenue' end,
                            p ->> 'reference', p ->> 'description', p ->> 'actor', (p ->> 'returns')::uuid, p_now);
        balance := balance + v_amount;
        -- What came back to a credit that is over by now ends with it.
        if v_kind = 'return' and wallet_expire(v_tenant, v_wallet, p_now) > 0 then
            select w.balance_minor into balance from wallet w where w.tenant_id = v_tenant and w.id = v_wallet;
        end if;
    end if;
    outcome := 'done';
    return next;
end
$$;
