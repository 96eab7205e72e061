-- What is left of a tenant's day when its rows are gone. A day is the tenant's own; once deletion has begun its numbers are
-- frozen. What was felt counts with what it is about. tokens are by class, languages, sentiments and intents are counts of questions.
create table day_total (
    tenant_id        uuid        not null,
    day              date        not null,
    starts_at        timestamptz not null,
    ends_at          timestamptz not null,
    conversations    bigint      not null,
    questions        bigint      not null,
    answers          bigint      not null,
    tool_calls       bigint      not null,
    tokens           jsonb       not null,
    cost_micros      bigint      not null,
    languages        jsonb       not null,
    sentiments       jsonb       not null,
    intents          jsonb       not null,
    thumbs_up        bigint      not null,
    thumbs_down      bigint      not null,
    csat_count       bigint      not null,
    csat_sum         bigint      not null,
    counted_at       timestamptz not null,
    archived_at      timestamptz,
    deletion_began_at timestamptz,
    deleted_at       timestamptz,
    primary key (tenant_id, day)
);
alter table day_total enable row level security;
create policy tenant on day_total using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on day_total to chat_jobs using (true);

-- The least id of a moment. Ids carry the time they were made at, so a range of them finds a day without an index of its own;
-- the moment that counts is created_at, hence a day of slack on both sides.
create function id_at(p_moment timestamptz) returns uuid
    language sql immutable as
$$
    select (lpad(to_hex((extract(epoch from p_moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

create function counts(p_values text[]) returns jsonb
    language sql immutable as
$$
    select coalesce(jsonb_object_agg(value, times), '{}')
      from (select value, count(*) as times from unnest(p_values) value where value is not null group by value) counted
$$;

-- Counts a day from its rows, unless its rows have begun to go. Token classes are the receipt's columns of that name,
-- whichever there are.
create function count_day(p_tenant uuid, p_day date, p_from timestamptz, p_to timestamptz, p_now timestamptz) returns void
    language sql as
$$
    with said as materialized (
        select m.id, m.role, jsonb_array_length(m.tool_calls) as tools from message m
         where m.tenant_id = p_tenant and m.created_at >= p_from and m.created_at < p_to
           and m.id >= id_at(p_from - interval '1 day') and m.id < id_at(p_to + interval '1 day')),
    took as materialized (
        select r.cost_micros, r.insight, to_jsonb(r) - 'insight' - 'passages' as fields
          from said join receipt r on r.tenant_id = p_tenant and r.message_id = said.id),
    begun as materialized (
        select c.id from conversation c
         where c.tenant_id = p_tenant and c.started_at >= p_from and c.started_at < p_to
           and c.id >= id_at(p_from - interval '1 day') and c.id < id_at(p_to + interval '1 day')),
    felt as materialized (
        select f.thumb, f.csat from feedback f
         where f.tenant_id = p_tenant and f.subject_id in (select id from said union all select id from begun))
    insert into day_total (tenant_id, day, starts_at, ends_at, conversations, questions, answers, tool_calls, tokens, cost_micros,
                           languages, sentiments, intents, thumbs_up, thumbs_down, csat_count, csat_sum, counted_at)
    select p_tenant, p_day, p_from, p_to,
           (select count(*) from begun),
           (select count(*) from said where role = 'visitor'),
           (select count(*) from said where role = 'assistant'),
           (select coalesce(sum(tools), 0) from said),
           (select coalesce(jsonb_object_agg(substr(class, 8), amount), '{}')
              from (select key as class, sum(value::bigint) as amount from took, jsonb_each_text(fields)
                     where key like 'tokens\_%' group by key) classes),
           (select coalesce(sum(cost_micros), 0) from took),
           (select counts(array_agg(insight ->> 'language')) from took),
           (select counts(array_agg(insight ->> 'sentiment')) from took),
           (select counts(array_agg(insight ->> 'intent')) from took),
           (select count(*) from felt where thumb = 'up'),
           (select count(*) from felt where thumb = 'down'),
           (select count(csat) from felt),
           (select coalesce(sum(csat), 0) from felt),
           p_now
    on conflict (tenant_id, day) do update
        set (starts_at, ends_at, conversations, questions, answers, tool_calls, tokens, cost_micros, languages, sentiments,
             intents, thumbs_up, thumbs_down, csat_count, csat_sum, counted_at, archived_at)
          = (excluded.starts_at, excluded.ends_at, excluded.conversations, excluded.questions, excluded.answers,
             excluded.tool_calls, excluded.tokens, excluded.cost_micros, excluded.languages, excluded.sentiments,
             excluded.intents, excluded.thumbs_up, excluded.thumbs_down, excluded.csat_count, excluded.csat_sum,
             excluded.counted_at, null)
      where day_total.deletion_began_at is null
$$;

-- Opens a day for deletion when what was counted (and archived, where it has to be) is what is there. True also on the way
-- again after an interruption.
create function begin_deletion(p_tenant uuid, p_day date, p_archived boolean, p_now timestamptz) returns boolean
    language plpgsql as
$$
declare
    v_day  day_total%rowtype;
    v_cost bigint;
begin
    select * into v_day from day_total d where d.tenant_id = p_tenant and d.day = p_day for update;
    if v_day.day is null or (p_archived and v_day.archived_at is null) then
        return false;
    end if;
    if v_day.deletion_began_at is null then
        select coalesce(sum(r.cost_micros), 0) into v_cost
          from message m join receipt r on r.tenant_id = m.tenant_id and r.message_id = m.id
         where m.tenant_id = p_tenant and m.created_at >= v_day.starts_at and m.created_at < v_day.ends_at
           and m.id >= id_at(v_day.starts_at - interval '1 day') and m.id < id_at(v_day.ends_at + interval '1 day');
        if v_cost <> v_day.cost_micros
           or v_day.questions + v_day.answers <> (select count(*) from message m
                where m.tenant_id = p_tenant and m.created_at >= v_day.starts_at and m.created_at < v_day.ends_at
                  and m.id >= id_at(v_day.starts_at - interval '1 day') and m.id < id_at(v_day.ends_at + interval '1 day')) then
            return false;
        end if;
        update day_total d set deletion_began_at = p_now where d.tenant_id = p_tenant and d.day = p_day;
    end if;
    return true;
end
$$;

-- Deletes one batch of a day's messages and says how many; with none left, the conversations that nothing is left of.
create function delete_batch(p_tenant uuid, p_day date, p_most int, p_now timestamptz) returns int
    language plpgsql as
$$
declare
    v_day  day_total%rowtype;
    v_ids  uuid[];
begin
    select * into v_day from day_total d
     where d.tenant_id = p_tenant and d.day = p_day and d.deletion_began_at is not null for update;
    if v_day.day is null then
        return 0;
    end if;
    select array_agg(batch.id) into v_ids
      from (select m.id from message m
             where m.tenant_id = p_tenant and m.created_at >= v_day.starts_at and m.created_at < v_day.ends_at
               and m.id >= id_at(v_day.starts_at - interval '1 day') and m.id < id_at(v_day.ends_at + interval '1 day')
             order by m.id limit p_most) batch;
    if v_ids is null then
        delete from conversation c
         where c.tenant_id = p_tenant and c.last_message_at < v_day.ends_at and c.id < id_at(v_day.ends_at + interval '1 day')
           and not exists (select from message m where m.tenant_id = p_tenant and m.conversation_id = c.id);
        update day_total d set deleted_at = p_now where d.tenant_id = p_tenant and d.day = p_day;
        return 0;
    end if;
    delete from receipt r where r.tenant_id = p_tenant and r.message_id = any (v_ids);
    delete from message m where m.tenant_id = p_tenant and m.id = any (v_ids);
    return cardinality(v_ids);
end
$$;
