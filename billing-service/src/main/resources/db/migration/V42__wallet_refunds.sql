-- Money that was paid in goes back to whoever paid it: out of the wallet into the account it came from.
alter table wallet_transaction drop constraint wallet_transaction_kind_check;
alter table wallet_transaction add constraint wallet_transaction_kind_check
    check (kind in ('purchase', 'gift', 'spending', 'return', 'expiry', 'refund'));

-- As before, with refunds, which take as spendings do.
-- One act on a wallet, as p tells it: {tenant, wallet, transaction, kind, amount, reference, description, actor, and of money that comes:
-- credit (its id), priority, expires_at; of a return: returns}. What is over ends first. outcome: done · repeated (the same act before:
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
            v_left := v_left - v_take;
            exit when v_left = 0;
        end loop;
        perform wallet_post(v_tenant, transaction, v_wallet, v_kind, -v_amount,
                            case v_kind when 'refund' then 'money' else 'revenue' end, p ->> 'reference', p ->> 'description',
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
