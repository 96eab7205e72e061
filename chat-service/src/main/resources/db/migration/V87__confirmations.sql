-- Risky acts that wait for a visitor's yes or no, from the answer that asks for it on. What was decided is written down when it
-- is known, whether or not an answer tells of it later; what is not decided has expired after expires_at.
create table confirmation (
    tenant_id       uuid        not null,
    call_id         uuid        not null,
    conversation_id uuid        not null,
    visitor_id      uuid        not null,
    message_id      uuid        not null,
    state           text        not null default 'waiting' check (state in ('waiting', 'succeeded', 'failed', 'declined')),
    expires_at      timestamptz not null,
    created_at      timestamptz not null,
    decided_at      timestamptz,
    primary key (tenant_id, call_id),
    foreign key (tenant_id, message_id) references message on delete cascade
);
create index confirmation_message on confirmation (tenant_id, message_id);
alter table confirmation enable row level security;
create policy tenant on confirmation using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on confirmation to chat_jobs using (true);

-- Transaction 2 of a turn, as before; p may have {confirmations: [{call, expires_at}]}, which begin to wait with the answer.
create or replace function finish_turn(p jsonb, p_receipt text, p_events text[], p_now timestamptz)
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
    if p ? 'confirmations' then
        insert into confirmation (tenant_id, call_id, conversation_id, visitor_id, message_id, expires_at, created_at)
        select v_tenant, (c ->> 'call')::uuid, v_conversation, (p ->> 'visitor')::uuid, v_message,
               (c ->> 'expires_at')::timestamptz, p_now
          from jsonb_array_elements(p -> 'confirmations') c
        on conflict do nothing;
    end if;
    outcome := 'stored';
    return next;
end
$$;
