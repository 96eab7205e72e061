-- Transaction 1 of a turn: stores the question and moves the fence, in one round trip. p is
-- {tenant, visitor (absent: the conversation's), subject, email, name, conversation, opens, turn, question, client_id, text, locale}.
-- The history is asked for by whole rows of its index: by equality, a planner that has seen little of the table walks the
-- tenant's messages by id instead.
-- outcome: asked · answered (the same question was answered before) · missing · ended
create or replace function ask(p jsonb, p_now timestamptz)
    returns table (outcome text, conversation_id uuid, visitor_id uuid, fence int, turn_id uuid, answer_id uuid, history jsonb)
    language plpgsql as
$$
declare
    v_tenant       uuid := (p ->> 'tenant')::uuid;
    v_visitor      uuid := (p ->> 'visitor')::uuid;
    v_conversation uuid := (p ->> 'conversation')::uuid;
    v_turn         uuid := (p ->> 'turn')::uuid;
    v_question     uuid := (p ->> 'question')::uuid;
    v_known        message%rowtype;
    v_status       text;
    v_fence        int;
begin
    perform set_config('usher.tenant', v_tenant::text, true);

    if v_visitor is null then
        select c.visitor_id into v_visitor from conversation c where c.tenant_id = v_tenant and c.id = v_conversation;
        if v_visitor is null then
            outcome := 'missing';
            return next; return;
        end if;
    end if;
    if p ->> 'client_id' is not null then
        select * into v_known from message m
         where m.tenant_id = v_tenant and m.visitor_id = v_visitor and m.client_message_id = p ->> 'client_id';
    end if;
    if v_known.id is not null then
        v_conversation := v_known.conversation_id;
        v_turn := v_known.turn_id;
        v_question := v_known.id;
        select m.id into answer_id from message m
         where m.tenant_id = v_tenant and m.conversation_id = v_conversation and m.turn_id = v_turn and m.role = 'assistant';
        if answer_id is not null then
            outcome := 'answered'; conversation_id := v_conversation; visitor_id := v_visitor; turn_id := v_turn;
            return next; return;
        end if;
    end if;

    if v_known.id is null and (p ->> 'opens')::boolean then
        insert into visitor (tenant_id, id, subject, email, name, created_at, last_seen_at)
        values (v_tenant, v_visitor, p ->> 'subject', p ->> 'email', p ->> 'name', p_now, p_now)
        on conflict (tenant_id, id) do update
            set last_seen_at = p_now,
                email = coalesce(excluded.email, visitor.email),
                name = coalesce(excluded.name, visitor.name);
        insert into conversation (tenant_id, id, visitor_id, turns, locale, preview, started_at, last_message_at)
        values (v_tenant, v_conversation, v_visitor, 1, p ->> 'locale', left(p ->> 'text', 160), p_now, p_now);
        v_fence := 1;
    else
        update conversation c
           set turns = c.turns + 1, last_message_at = p_now, preview = left(p ->> 'text', 160)
         where c.tenant_id = v_tenant and c.id = v_conversation and c.visitor_id = v_visitor and c.status = 'open'
        returning c.turns into v_fence;
        if v_fence is null then
            select c.status into v_status from conversation c
             where c.tenant_id = v_tenant and c.id = v_conversation and c.visitor_id = v_visitor;
            outcome := case when v_status is null then 'missing' else 'ended' end;
            return next; return;
        end if;
        select jsonb_agg(jsonb_build_object('role', h.role, 'text', h.text) order by h.id) into history
          from (select m.id, m.role, m.text from message m
                 where (m.tenant_id, m.conversation_id, m.id) < (v_tenant, v_conversation, v_question)
                   and (m.tenant_id, m.conversation_id, m.id) > (v_tenant, v_conversation, '00000000-0000-0000-0000-000000000000')
                   and m.text <> ''
                 order by m.tenant_id desc, m.conversation_id desc, m.id desc limit 20) h;
    end if;

    if v_known.id is null then
        insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, client_message_id, created_at)
        values (v_tenant, v_question, v_conversation, v_turn, v_visitor, 'visitor', p ->> 'text', p ->> 'client_id', p_now);
    end if;
    outcome := 'asked'; conversation_id := v_conversation; visitor_id := v_visitor; fence := v_fence; turn_id := v_turn;
    return next;
end
$$;
