-- What a total is counted from when Redis does not have it: a month of receipts from the index alone.
create index receipt_totals on receipt (tenant_id, created_at) include (message_id, tokens_input, tokens_output, cost_micros);
create index conversation_started on conversation (tenant_id, started_at) include (id);

-- A tenant whose assistant is paused has a row.
create table assistant_pause (
    tenant_id uuid primary key,
    reason    text        not null,
    paused_by text        not null,
    paused_at timestamptz not null
);
alter table conversation
    add column paused_at    timestamptz,
    add column paused_by    text,
    add column pause_reason text;

-- Whom a tenant does not want to hear: a visitor, or everybody in a range of addresses.
create table visitor_block (
    tenant_id  uuid        not null,
    id         uuid        not null,
    visitor_id uuid,
    range      text,
    reason     text        not null,
    blocked_by text        not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    primary key (tenant_id, id),
    check ((visitor_id is null) <> (range is null))
);

alter table assistant_pause enable row level security;
alter table visitor_block enable row level security;
create policy tenant on assistant_pause using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy tenant on visitor_block using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on assistant_pause to chat_jobs using (true);
create policy jobs on visitor_block to chat_jobs using (true);

-- Transaction 1 of a turn, as before; while the assistant is paused the question is stored and the fence moves all the same,
-- so that an answer that was under way is not taken.
-- The history is asked for in the order of the conversation's index, and without sorting: a planner that has seen little of
-- the table would read all of the tenant's messages by their key instead.
-- outcome: asked · paused (stored; nobody answers now) · answered (the same question was answered before) · missing · ended
create or replace function ask(p jsonb, p_now timestamptz)
    returns table (outcome text, conversation_id uuid, visitor_id uuid, fence int, turn_id uuid, answer_id uuid, history jsonb)
    language plpgsql
    set enable_sort = off as
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
    v_paused       boolean := false;
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
        returning c.turns, c.paused_at is not null into v_fence, v_paused;
        if v_fence is null then
            select c.status into v_status from conversation c
             where c.tenant_id = v_tenant and c.id = v_conversation and c.visitor_id = v_visitor;
            outcome := case when v_status is null or v_status = 'deleted' then 'missing' else 'ended' end;
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
    v_paused := v_paused or exists (select from assistant_pause s where s.tenant_id = v_tenant);
    outcome := case when v_paused then 'paused' else 'asked' end; conversation_id := v_conversation; visitor_id := v_visitor; fence := v_fence; turn_id := v_turn;
    return next;
end
$$;
