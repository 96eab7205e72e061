-- Conversations as people manage them: a name of their own, a pin, and an end that keeps the rows.
alter table conversation drop constraint conversation_status_check;
alter table conversation add constraint conversation_status_check check (status in ('open', 'ended', 'deleted'));
alter table conversation add column title text;
alter table conversation add column pinned_at timestamptz;
alter table conversation add column deleted_at timestamptz;

-- What the question that was answered seemed to be: {language, direction, sentiment, score, intent, emotion, product}.
alter table receipt add column insight jsonb;

-- The words of a message as they are searched, with its tenant and visitor among them: an index over all tenants' words then
-- narrows to one of them by itself.
create function searched(p_tenant uuid, p_visitor uuid, p_text text) returns tsvector
    language sql immutable parallel safe as
$$
    select array_to_tsvector(array['t' || p_tenant, 'v' || p_visitor])
           || to_tsvector('pg_catalog.simple', public.unaccent('public.unaccent'::regdictionary, p_text))
$$;

-- What can be searched. It is filled shortly after the messages, in batches: kept within the turn's own transactions, the index
-- would cost more than all else a turn does in the database.
create table message_search (
    tenant_id       uuid     not null,
    message_id      uuid     not null,
    conversation_id uuid     not null,
    words           tsvector not null,
    primary key (tenant_id, message_id),
    foreign key (tenant_id, message_id) references message on delete cascade
);
create index message_search_words on message_search using gin (words);
alter table message_search enable row level security;
create policy tenant on message_search using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on message_search to chat_jobs using (true);

-- Up to when messages are searchable. The index finds what is new without costing its writers anything worth counting.
create table search_mark (
    single boolean primary key default true check (single),
    at     timestamptz not null
);
insert into search_mark (at) values ('-infinity');
create index message_recent on message using brin (created_at) with (pages_per_range = 16, autosummarize = on);

-- Makes the next messages searchable, oldest first, and says how many. Transactions may commit later than their messages were
-- made, by at most the time a statement may take: the last half minute is looked through again.
create function index_messages(p_most int) returns int
    language plpgsql as
$$
declare
    v_mark  timestamptz;
    v_last  timestamptz;
    v_count int;
begin
    select at into v_mark from search_mark for update;
    with fresh as materialized (
        select m.tenant_id, m.id, m.conversation_id, m.visitor_id, m.text, m.created_at from message m
         where m.created_at >= v_mark - interval '30 seconds'
           and not exists (select from message_search s where s.tenant_id = m.tenant_id and s.message_id = m.id)
         order by m.created_at limit p_most),
    stored as (
        insert into message_search (tenant_id, message_id, conversation_id, words)
        select tenant_id, id, conversation_id, searched(tenant_id, visitor_id, text) from fresh
        on conflict do nothing)
    select max(created_at), count(*) into v_last, v_count from fresh;
    -- A message from a clock that is ahead must not hide those of the others.
    v_last := least(v_last, now());
    if v_last > v_mark then
        update search_mark set at = v_last;
    end if;
    return v_count;
end
$$;

-- Conversations in which somebody said it, the newest messages first. Row-level security keeps an index from being asked with
-- an operator that might leak (and @@ counts as one), so this runs as the owner and reads the tenant from where the policies
-- read it. p_words is a tsquery.
create function conversations_saying(p_words text, p_visitor uuid) returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select distinct found.conversation_id
      from (select s.conversation_id
              from message_search s
             where s.tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid
               and s.words @@ (('t' || nullif(current_setting('usher.tenant', true), '')
                                || coalesce(' & v' || p_visitor, ''))::tsquery
                               && to_tsquery('pg_catalog.simple',
                                             public.unaccent('public.unaccent'::regdictionary, p_words)))
             order by s.message_id desc limit 5000) found
$$;
