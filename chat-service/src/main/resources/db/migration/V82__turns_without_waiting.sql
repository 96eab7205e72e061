-- Transaction 1 of a turn: stores the question, moves the fence, and from now on the turn runs; in one round trip. It does not
-- wait for the disk: who shows something of the turn before its answer is stored waits for that first (Durability). While
-- the assistant is paused the fence moves all the same, so that an answer that was under way is not taken. p is
-- {tenant, visitor (absent: the conversation's), subject, email, name, conversation, opens, turn, question, client_id, text,
--  locale, answer (the id the answer will have)}. speakers and texts are the newest lines before the question, oldest first.
-- outcome: asked · paused (stored; nobody answers now) · answered (the same question was answered before) · missing · ended
drop function begin_turn(jsonb, timestamptz);
drop function ask(jsonb, timestamptz);
create function begin_turn(p jsonb, p_now timestamptz)
    returns table (outcome text, conversation_id uuid, visitor_id uuid, fence int, turn_id uuid, answer_id uuid,
                   speakers text[], texts text[])
    language plpgsql as
$$
declare
    v_tenant   uuid := (p ->> 'tenant')::uuid;
    v_question uuid := (p ->> 'question')::uuid;
    v_known    message%rowtype;
    v_status   text;
    v_paused   boolean;
begin
    perform set_config('usher.tenant', v_tenant::text, true), set_config('synchronous_commit', 'off', true);
    visitor_id := (p ->> 'visitor')::uuid;
    conversation_id := (p ->> 'conversation')::uuid;
    turn_id := (p ->> 'turn')::uuid;

    if visitor_id is null then
        select c.visitor_id into visitor_id from conversation c where c.tenant_id = v_tenant and c.id = begin_turn.conversation_id;
        if visitor_id is null then
            outcome := 'missing';
            return next; return;
        end if;
    end if;
    if p ->> 'client_id' is not null then
        select * into v_known from message m
         where m.tenant_id = v_tenant and m.visitor_id = begin_turn.visitor_id and m.client_message_id = p ->> 'client_id';
    end if;
    if v_known.id is not null then
        conversation_id := v_known.conversation_id;
        turn_id := v_known.turn_id;
        v_question := v_known.id;
        select m.id into answer_id from message m
         where m.tenant_id = v_tenant and m.conversation_id = v_known.conversation_id and m.turn_id = v_known.turn_id
           and m.role = 'assistant';
        if answer_id is not null then
            outcome := 'answered';
            return next; return;
        end if;
    end if;

    if v_known.id is null and (p ->> 'opens')::boolean then
        insert into visitor (tenant_id, id, subject, email, name, created_at, last_seen_at)
        values (v_tenant, begin_turn.visitor_id, p ->> 'subject', p ->> 'email', p ->> 'name', p_now, p_now)
        on conflict (tenant_id, id) do update
            set last_seen_at = p_now,
                email = coalesce(excluded.email, visitor.email),
                name = coalesce(excluded.name, visitor.name);
        insert into conversation as c (tenant_id, id, visitor_id, turns, locale, preview, started_at, last_message_at)
        values (v_tenant, begin_turn.conversation_id, begin_turn.visitor_id, 1, p ->> 'locale', left(p ->> 'text', 160), p_now, p_now)
        returning c.turns, exists (select from assistant_pause s where s.tenant_id = v_tenant) into fence, v_paused;
    else
        update conversation c
           set turns = c.turns + 1, last_message_at = p_now, preview = left(p ->> 'text', 160)
         where c.tenant_id = v_tenant and c.id = begin_turn.conversation_id and c.visitor_id = begin_turn.visitor_id
           and c.status = 'open'
        returning c.turns, c.paused_at is not null or exists (select from assistant_pause s where s.tenant_id = v_tenant)
             into fence, v_paused;
        if fence is null then
            select c.status into v_status from conversation c
             where c.tenant_id = v_tenant and c.id = begin_turn.conversation_id and c.visitor_id = begin_turn.visitor_id;
            outcome := case when v_status is null or v_status = 'deleted' then 'missing' else 'ended' end;
            return next; return;
        end if;
        -- Both bounds begin with the conversation: row-level security binds the tenant by itself, and a bound that begins with
        -- it is then not looked up but filtered, through all that the tenant wrote since.
        select array_agg(h.role order by h.id), array_agg(h.text order by h.id) into speakers, texts
          from (select m.id, m.role, m.text from message m
                 where m.tenant_id = v_tenant
                   and (m.conversation_id, m.id) < (begin_turn.conversation_id, v_question)
                   and (m.conversation_id, m.id) > (begin_turn.conversation_id, '00000000-0000-0000-0000-000000000000')
                   and m.text <> ''
                 order by m.conversation_id desc, m.id desc limit 20) h;
    end if;

    if v_known.id is null then
        insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, client_message_id, created_at)
        values (v_tenant, v_question, begin_turn.conversation_id, begin_turn.turn_id, begin_turn.visitor_id, 'visitor',
                p ->> 'text', p ->> 'client_id', p_now);
    end if;
    if v_paused then
        outcome := 'paused';
        return next; return;
    end if;
    insert into running_turn as r (tenant_id, turn_id, conversation_id, visitor_id, answer_id, renewed_at)
    values (v_tenant, begin_turn.turn_id, begin_turn.conversation_id, begin_turn.visitor_id, (p ->> 'answer')::uuid, p_now)
    on conflict on constraint running_turn_pkey do update
        set answer_id = excluded.answer_id, renewed_at = excluded.renewed_at;
    outcome := 'asked';
    return next;
end
$$;

-- Transaction 2 of a turn: the answer, its receipt and its usage events, unless the fence has moved or another replica has
-- closed the turn meanwhile. p is
-- {tenant, visitor, conversation, fence, turn, message, text, citations, tool_calls, finish_reason, provider, model,
--  persona_version, tokens_input, tokens_cached, tokens_output, tokens_reasoning, cost_micros, passages, tools, mixed,
--  experiment, arm, previous, hash, seal, key_id, cached, insight, topic}.
-- outcome: stored · overtaken · moved (the chain's head is another one: hash again, with head; the turn goes on)
drop function finish_turn(jsonb, text, text[], timestamptz);
drop function answer(jsonb, text, text[], timestamptz);
create function finish_turn(p jsonb, p_receipt text, p_events text[], p_now timestamptz)
    returns table (outcome text, head text)
    language plpgsql as
$$
declare
    v_tenant       uuid := (p ->> 'tenant')::uuid;
    v_conversation uuid := (p ->> 'conversation')::uuid;
    v_message      uuid := (p ->> 'message')::uuid;
    v_fence        int  := (p ->> 'fence')::int;
    v_running      running_turn%rowtype;
begin
    perform set_config('usher.tenant', v_tenant::text, true);
    delete from running_turn r
     where r.tenant_id = v_tenant and r.turn_id = (p ->> 'turn')::uuid and r.answer_id = v_message
    returning * into v_running;
    if not found then
        -- A repeated call after a lost reply, or too late.
        perform from message m where m.tenant_id = v_tenant and m.id = v_message and m.finish_reason <> 'interrupted';
        outcome := case when found then 'stored' else 'overtaken' end;
        return next; return;
    end if;
    update conversation c
       set last_message_at = p_now,
           tokens_input = c.tokens_input + (p ->> 'tokens_input')::bigint,
           tokens_output = c.tokens_output + (p ->> 'tokens_output')::bigint,
           tool_calls = c.tool_calls + jsonb_array_length(p -> 'tool_calls'),
           cost_micros = c.cost_micros + (p ->> 'cost_micros')::bigint,
           receipt_head = p ->> 'hash'
     where c.tenant_id = v_tenant and c.id = v_conversation and c.turns = v_fence
       and c.receipt_head is not distinct from p ->> 'previous';
    if not found then
        select c.receipt_head into head from conversation c
         where c.tenant_id = v_tenant and c.id = v_conversation and c.turns = v_fence;
        if found then
            outcome := 'moved';
            insert into running_turn select v_running.*;
        else
            outcome := 'overtaken';
        end if;
        return next; return;
    end if;
    perform file_answer(p, p_receipt, p_events, p_now);
    outcome := 'stored';
    return next;
end
$$;
