-- What counts as an outcome, in versions. They are everybody's: no tenant has its own. A version is never changed.
create table outcome_rules (
    version integer primary key check (version > 0),
    effective_from timestamptz not null,
    terms jsonb not null check (jsonb_typeof(terms) = 'object'),
    published_by text not null,
    published_at timestamptz not null default now()
);
insert into outcome_rules (version, effective_from, terms, published_by) values (1, '2026-01-01Z', '{
    "contained_after": "PT24H", "verified_after": "PT72H", "verified_by": ["thanks", "thumb_up", "rating"], "good_rating": 4, "bad_rating": 2,
    "reopens_within": "PT168H", "ends_after": "PT720H", "needs_evidence": true,
    "counts_as": {"contained": "resolutions", "verified": "resolutions", "assisted_escalation": "assisted_escalations"}}', 'migration');
revoke update, delete on outcome_rules from billing_app;
revoke insert, update, delete on outcome_rules from billing_jobs;

-- One publication at a time takes the next version, which is returned.
create function publish_outcome_rules(p_from timestamptz, p_terms text, p_by text, p_now timestamptz) returns integer language sql as $$
    select pg_advisory_xact_lock(7_305_004);
    insert into outcome_rules (version, effective_from, terms, published_by, published_at)
    select coalesce(max(version), 0) + 1, p_from, p_terms::jsonb, p_by, p_now from outcome_rules
    returning version
$$;

-- What happened in conversations, as far as outcomes go by it; never what was said. All of a conversation lie together.
create table outcome_signal (
    tenant_id uuid not null,
    conversation_id uuid not null,
    event_id uuid not null,
    at timestamptz not null,
    kind text not null check (kind in ('TURN', 'INTERRUPTED', 'FEEDBACK', 'HANDOFF', 'REOPENED', 'CLOSED')),
    intent text not null,
    finished boolean not null,
    grounded boolean not null,
    message_id uuid,
    thumb smallint,
    rating smallint,
    primary key (tenant_id, conversation_id, event_id)
);

-- A row for each conversation that has signals. Whoever judges it holds the row; next_look is when something has come in or time decides.
create table outcome_conversation (
    tenant_id uuid not null,
    conversation_id uuid not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    next_look timestamptz,
    primary key (tenant_id, conversation_id)
) with (fillfactor = 80);
create index outcome_conversation_to_judge on outcome_conversation (next_look) where next_look is not null;
create index outcome_conversation_to_forget on outcome_conversation (last_at);

create table episode (
    tenant_id uuid not null,
    -- The event that it began with when it was first seen.
    id uuid not null,
    conversation_id uuid not null,
    state text not null check (state in ('OPEN', 'UNASSISTED', 'ASSISTED_ESCALATION', 'CONTAINED', 'VERIFIED', 'REOPENED', 'VOID')),
    assisted boolean not null,
    reason text,
    evidence jsonb not null,
    -- All that was concluded and reopened, the latest last.
    history jsonb not null,
    rules_version integer not null,
    began_at timestamptz not null,
    concluded_at timestamptz,
    -- The charge that stands: what it counts as, and when it occurred. Null: none does.
    metric text,
    charged_at timestamptz,
    moves integer not null check (moves >= 0),
    -- Taken back for good, by whom and why.
    reversed_at timestamptz,
    reversed_by text,
    reversed_for text,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    check ((metric is null) = (charged_at is null)),
    check ((metric is not null) = (moves % 2 = 1)),
    check (reversed_at is null or metric is null),
    check ((reversed_at is null) = (reversed_by is null) and (reversed_at is null) = (reversed_for is null))
);
create index episode_of_conversation on episode (tenant_id, conversation_id);
create index episode_in_state on episode (tenant_id, state, id);

-- Charges and what took them back, by turns: the first move of an episode is a charge, the next takes it back. A move follows
-- the one before it, and what takes a charge back is of the same metric and moment; so an episode is charged once or not at all, whoever writes.
create table episode_move (
    tenant_id uuid not null,
    episode_id uuid not null,
    seq integer not null check (seq > 0),
    quantity integer not null check (quantity = case when seq % 2 = 1 then 1 else -1 end),
    metric text not null,
    occurred_at timestamptz not null,
    decided_at timestamptz not null,
    outcome text not null,
    reason text not null,
    evidence jsonb not null,
    rules_version integer not null,
    ledger_event uuid not null,
    made_by text,
    recorded_at timestamptz not null,
    follows integer generated always as (nullif(seq - 1, 0)) stored,
    takes_back integer generated always as (case when seq % 2 = 0 then seq - 1 end) stored,
    primary key (tenant_id, episode_id, seq),
    unique (tenant_id, episode_id, seq, metric, occurred_at),
    foreign key (tenant_id, episode_id) references episode (tenant_id, id),
    foreign key (tenant_id, episode_id, follows) references episode_move (tenant_id, episode_id, seq),
    foreign key (tenant_id, episode_id, takes_back, metric, occurred_at) references episode_move (tenant_id, episode_id, seq, metric, occurred_at)
);

do $$
declare
    of_tenants text;
begin
    foreach of_tenants in array array['outcome_signal', 'outcome_conversation', 'episode', 'episode_move'] loop
        execute format('alter table %I enable row level security', of_tenants);
        execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''usher.tenant'', true), '''')::uuid)', of_tenants);
        execute format('create policy jobs on %I to billing_jobs using (true)', of_tenants);
        execute format('revoke insert, update, delete on %I from billing_app', of_tenants);
    end loop;
end $$;
revoke delete on episode from billing_jobs;
revoke update, delete on episode_move from billing_jobs;

-- Signals of many conversations, each once; those conversations are to be judged from the moment of what is new on. In key order, so that
-- two consumers wait for each other and never for themselves. How many were new.
create function note_outcome_signals(
    tenants uuid[], conversations uuid[], events uuid[], times timestamptz[], kinds text[], intents text[], finishes boolean[], groundings boolean[],
    messages uuid[], thumbs smallint[], ratings smallint[]
) returns bigint language sql as $$
    with fresh as (
        insert into outcome_signal (tenant_id, conversation_id, event_id, at, kind, intent, finished, grounded, message_id, thumb, rating)
        select * from unnest(tenants, conversations, events, times, kinds, intents, finishes, groundings, messages, thumbs, ratings)
            as incoming (tenant_id, conversation_id, event_id, at, kind, intent, finished, grounded, message_id, thumb, rating)
        order by tenant_id, conversation_id, event_id
        on conflict do nothing
        returning tenant_id, conversation_id, at
    ), due as (
        insert into outcome_conversation as c (tenant_id, conversation_id, first_at, last_at, next_look)
        select tenant_id, conversation_id, min(at), max(at), min(at) from fresh group by 1, 2 order by 1, 2
        on conflict (tenant_id, conversation_id) do update set
            first_at = least(c.first_at, excluded.first_at),
            last_at = greatest(c.last_at, excluded.last_at),
            next_look = least(c.next_look, excluded.next_look)
    )
    select count(*) from fresh
$$;

-- What was judged of some conversations, whose rows the caller holds: their episodes, what is new in the ledger, and when to look again.
create function post_episodes(p_episodes jsonb, p_moves jsonb, p_looks jsonb, p_now timestamptz) returns void language plpgsql as $$
begin
    insert into episode as e (tenant_id, id, conversation_id, state, assisted, reason, evidence, history, rules_version, began_at, concluded_at,
        metric, charged_at, moves, updated_at)
    select r.*, p_now from jsonb_to_recordset(p_episodes) as r (tenant_id uuid, id uuid, conversation_id uuid, state text, assisted boolean, reason text,
        evidence jsonb, history jsonb, rules_version integer, began_at timestamptz, concluded_at timestamptz, metric text, charged_at timestamptz, moves integer)
    order by r.tenant_id, r.id
    on conflict (tenant_id, id) do update set
        conversation_id = excluded.conversation_id, state = excluded.state, assisted = excluded.assisted, reason = excluded.reason, evidence = excluded.evidence,
        history = excluded.history, rules_version = excluded.rules_version, began_at = excluded.began_at, concluded_at = excluded.concluded_at,
        metric = excluded.metric, charged_at = excluded.charged_at, moves = excluded.moves, updated_at = excluded.updated_at;
    perform post_moves(p_moves, p_now);
    update outcome_conversation c set next_look = l.next_look
    from jsonb_to_recordset(p_looks) as l (tenant_id uuid, conversation_id uuid, next_look timestamptz)
    where c.tenant_id = l.tenant_id and c.conversation_id = l.conversation_id;
end
$$;

-- Moves of any number of episodes, and the ledger entries that they are.
create function post_moves(p_moves jsonb, p_now timestamptz) returns void language plpgsql as $$
begin
    if jsonb_array_length(p_moves) = 0 then
        return;
    end if;
    insert into episode_move (tenant_id, episode_id, seq, quantity, metric, occurred_at, decided_at, outcome, reason, evidence, rules_version, ledger_event,
        made_by, recorded_at)
    select m.*, p_now from jsonb_to_recordset(p_moves) as m (tenant_id uuid, episode_id uuid, seq integer, quantity integer, metric text,
        occurred_at timestamptz, decided_at timestamptz, outcome text, reason text, evidence jsonb, rules_version integer, ledger_event uuid, made_by text);
    perform record_usage(
        array_agg(m.tenant_id), array_agg(m.ledger_event), array_agg('usher/outcomes'::text), array_agg(0::smallint), array_agg(m.metric),
        array_agg(m.quantity), array_agg(0::bigint), array_agg(m.dimensions), array_agg(m.occurred_at))
    from jsonb_to_recordset(p_moves) as m (tenant_id uuid, ledger_event uuid, metric text, quantity bigint, dimensions jsonb, occurred_at timestamptz);
end
$$;

-- Conversations that were silent since then are forgotten, signals and all; their episodes stay as they are. How many.
create function forget_outcome_signals(p_before timestamptz, p_most integer) returns bigint language sql as $$
    with old as (
        delete from outcome_conversation where (tenant_id, conversation_id) in (
            select tenant_id, conversation_id from outcome_conversation where last_at < p_before and next_look is null
            order by last_at limit p_most for update skip locked)
        returning tenant_id, conversation_id
    ), gone as (
        delete from outcome_signal s using old where s.tenant_id = old.tenant_id and s.conversation_id = old.conversation_id
    )
    select count(*) from old
$$;

-- Takes a charge back for good: p_moves is the move that does. False when another was faster, or nothing stands.
create function reverse_episode(p_tenant uuid, p_episode uuid, p_known integer, p_moves jsonb, p_by text, p_for text, p_now timestamptz) returns boolean
language plpgsql as $$
begin
    update episode set metric = null, charged_at = null, moves = moves + 1, reversed_at = p_now, reversed_by = p_by, reversed_for = p_for, updated_at = p_now
    where tenant_id = p_tenant and id = p_episode and moves = p_known and metric is not null;
    if not found then
        return false;
    end if;
    perform post_moves(p_moves, p_now);
    return true;
end
$$;
