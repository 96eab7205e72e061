-- Turns that are being answered. Their replica renews them; a row goes when its turn ends, so the table stays small.
create table running_turn (
    tenant_id       uuid        not null,
    turn_id         uuid        not null,
    conversation_id uuid        not null,
    visitor_id      uuid        not null,
    answer_id       uuid        not null,
    renewed_at      timestamptz not null,
    primary key (tenant_id, turn_id)
);
alter table running_turn enable row level security;
create policy tenant on running_turn using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on running_turn to chat_jobs using (true);

-- Transaction 1 of a turn: ask, and from now on the turn runs. p as for ask, with {answer}: the id the answer will have.
create function begin_turn(p jsonb, p_now timestamptz)
    returns table (outcome text, conversation_id uuid, visitor_id uuid, fence int, turn_id uuid, answer_id uuid, history jsonb)
    language plpgsql as
$$
begin
    select * into outcome, conversation_id, visitor_id, fence, turn_id, answer_id, history from ask(p, p_now);
    if outcome = 'asked' then
        insert into running_turn as r (tenant_id, turn_id, conversation_id, visitor_id, answer_id, renewed_at)
        values ((p ->> 'tenant')::uuid, begin_turn.turn_id, begin_turn.conversation_id, begin_turn.visitor_id,
                (p ->> 'answer')::uuid, p_now)
        on conflict on constraint running_turn_pkey do update
            set answer_id = excluded.answer_id, renewed_at = excluded.renewed_at;
    end if;
    return next;
end
$$;

-- Transaction 2 of a turn: answer, unless another replica has closed the turn meanwhile.
-- outcome and head as answer says them; where the chain has moved the turn goes on, because the caller comes again.
create function finish_turn(p jsonb, p_receipt text, p_events text[], p_now timestamptz)
    returns table (outcome text, head text)
    language plpgsql as
$$
declare
    v_tenant  uuid := (p ->> 'tenant')::uuid;
    v_message uuid := (p ->> 'message')::uuid;
    v_running running_turn%rowtype;
    v_ran     boolean;
begin
    perform set_config('usher.tenant', v_tenant::text, true);
    delete from running_turn r
     where r.tenant_id = v_tenant and r.turn_id = (p ->> 'turn')::uuid and r.answer_id = v_message
    returning * into v_running;
    v_ran := found;
    if not v_ran and not exists (select from message m
                                  where m.tenant_id = v_tenant and m.id = v_message and m.finish_reason <> 'interrupted') then
        outcome := 'overtaken';
        return next; return;
    end if;
    select a.outcome, a.head into outcome, head from answer(p, p_receipt, p_events, p_now) a;
    if outcome = 'moved' and v_ran then
        insert into running_turn select v_running.*;
    end if;
    return next;
end
$$;

-- Closes a turn whose replica has been silent since before p_silent_since with what was streamed of its answer.
create function interrupt_turn(p_tenant uuid, p_turn uuid, p_silent_since timestamptz, p_text text, p_event text, p_now timestamptz)
    returns boolean
    language plpgsql as
$$
declare
    v_turn running_turn%rowtype;
begin
    perform set_config('usher.tenant', p_tenant::text, true);
    delete from running_turn r
     where r.tenant_id = p_tenant and r.turn_id = p_turn and r.renewed_at < p_silent_since
    returning * into v_turn;
    if not found then
        return false;
    end if;
    insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, finish_reason, created_at)
    values (p_tenant, v_turn.answer_id, v_turn.conversation_id, p_turn, v_turn.visitor_id, 'assistant', p_text, 'interrupted', p_now);
    insert into outbox (tenant_id, topic, payload) values (p_tenant, 'usher.activity', p_event);
    return true;
end
$$;
