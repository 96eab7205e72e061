-- What a credit came by: money that goes back to who paid it is money that was paid, and a gift stays one.
alter table wallet_credit add column kind text not null default 'purchase' check (kind in ('purchase', 'gift', 'return'));
update wallet_credit c set kind = t.kind from wallet_transaction t
 where t.tenant_id = c.tenant_id and t.wallet_id = c.wallet_id and t.created_at = c.created_at and t.amount_minor = c.granted_minor and t.kind in ('gift', 'return');
alter table wallet_credit alter column kind drop default;

-- As before, but refunds leave gifts alone, and where that is too little say how much there is.
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
    v_paid   bigint;
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
        if v_kind = 'refund' then
            select coalesce(sum(c.left_minor), 0) into v_paid from wallet_credit c
             where c.tenant_id = v_tenant and c.wallet_id = v_wallet and c.left_minor > 0 and c.kind <> 'gift';
        end if;
        if coalesce(v_paid, balance) < v_amount then
            balance := coalesce(v_paid, balance);
            outcome := 'short';
            return next; return;
        end if;
        for v_credit in
            select c.id, c.left_minor from wallet_credit c
             where c.tenant_id = v_tenant and c.wallet_id = v_wallet and c.left_minor > 0 and (v_kind = 'spending' or c.kind <> 'gift')
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
            insert into wallet_credit (tenant_id, id, wallet_id, kind, priority, granted_minor, left_minor, expires_at, created_at)
            values (v_tenant, (p ->> 'credit')::uuid, v_wallet, v_kind, (p ->> 'priority')::smallint, v_left, v_left,
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
