-- Nobody counted this use: its replica died. It was reckoned from what was streamed.
alter table model_use add column estimated boolean not null default false;
create index model_use_totals on model_use (tenant_id, created_at)
    include (message_id, tokens_input, tokens_cached, tokens_output, tokens_reasoning, cost_micros);
drop index model_use_time;
-- Behind the index again: a plan that is made while the table is empty takes the youngest that begins with the tenant.
alter table model_use drop constraint model_use_pkey, add primary key (tenant_id, message_id, provider, model);

-- Meters what was used without an answer, once: false when the answer is there after all, or was metered before. A turn that it
-- was used for does not run any more from then on, in the same transaction: whoever comes later, the answer or a replica that
-- closes dead turns, finds nothing to do. p is
-- {tenant, message, purpose, estimated, conversation (absent: none), turn, topic, uses: [{provider, model, tokens_input,
--  tokens_cached, tokens_output, tokens_reasoning, cost_micros}]}. The lock waits for an answer that is being stored at this moment.
create or replace function spent(p jsonb, p_events text[], p_now timestamptz)
    returns boolean
    language plpgsql as
$$
declare
    v_tenant       uuid := (p ->> 'tenant')::uuid;
    v_conversation uuid := (p ->> 'conversation')::uuid;
    v_message      uuid := (p ->> 'message')::uuid;
begin
    perform set_config('usher.tenant', v_tenant::text, true);
    delete from running_turn r
     where r.tenant_id = v_tenant and r.turn_id = (p ->> 'turn')::uuid and r.answer_id = v_message;
    perform 1 from conversation c where c.tenant_id = v_tenant and c.id = v_conversation for update;
    if exists (select from receipt r where r.tenant_id = v_tenant and r.message_id = v_message)
       or exists (select from model_use u where u.tenant_id = v_tenant and u.message_id = v_message) then
        return false;
    end if;
    insert into model_use (tenant_id, message_id, provider, model, purpose, estimated, conversation_id, turn_id, tokens_input,
                           tokens_cached, tokens_output, tokens_reasoning, cost_micros, created_at)
    select v_tenant, v_message, u.provider, u.model, p ->> 'purpose', coalesce((p ->> 'estimated')::boolean, false), v_conversation,
           (p ->> 'turn')::uuid, u.tokens_input, u.tokens_cached, u.tokens_output, u.tokens_reasoning, u.cost_micros, p_now
      from jsonb_to_recordset(p -> 'uses') as u (provider text, model text, tokens_input bigint, tokens_cached bigint,
                                                 tokens_output bigint, tokens_reasoning bigint, cost_micros bigint)
    on conflict do nothing;
    if not found then
        return false;
    end if;
    update conversation c
       set tokens_input = c.tokens_input + used.input, tokens_output = c.tokens_output + used.output,
           cost_micros = c.cost_micros + used.cost
      from (select sum(u.tokens_input + u.tokens_cached) as input, sum(u.tokens_output + u.tokens_reasoning) as output,
                   sum(u.cost_micros) as cost
              from model_use u where u.tenant_id = v_tenant and u.message_id = v_message) used
     where c.tenant_id = v_tenant and c.id = v_conversation;
    insert into outbox (tenant_id, topic, payload) select v_tenant, p ->> 'topic', event from unnest(p_events) event;
    return true;
end
$$;

-- Closes a turn whose replica has been silent since before p_silent_since with what was streamed of its answer, and meters what
-- that took: p_spent and p_usage as for spent, absent when it took nothing.
drop function interrupt_turn(uuid, uuid, timestamptz, text, text, timestamptz);
create function interrupt_turn(p_tenant uuid, p_turn uuid, p_silent_since timestamptz, p_text text, p_event text, p_spent jsonb,
                               p_usage text[], p_now timestamptz)
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
    if p_spent is not null then
        perform spent(p_spent, p_usage, p_now);
    end if;
    return true;
end
$$;
