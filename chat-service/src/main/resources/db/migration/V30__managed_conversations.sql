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
create index message_words on message using gin (searched(tenant_id, visitor_id, text)) with (gin_pending_list_limit = 512);

-- Conversations in which somebody said it, the newest messages first. Row-level security keeps an index from being asked with
-- an operator that might leak (and @@ counts as one), so this runs as the owner and reads the tenant from where the policies
-- read it. p_words is a tsquery without accents.
create function conversations_saying(p_words text, p_visitor uuid) returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select distinct found.conversation_id
      from (select m.conversation_id
              from message m
             where m.tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid
               and (p_visitor is null or m.visitor_id = p_visitor)
               and searched(m.tenant_id, m.visitor_id, m.text)
                   @@ (('t' || nullif(current_setting('usher.tenant', true), '')
                        || coalesce(' & v' || p_visitor, ''))::tsquery
                       && to_tsquery('pg_catalog.simple', public.unaccent('public.unaccent'::regdictionary, p_words)))
             order by m.id desc limit 5000) found
$$;
