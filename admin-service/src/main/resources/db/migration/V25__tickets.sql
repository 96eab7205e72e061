-- What a tenant's people are asked for: tickets, what is said about them, and who changed what.

-- Numbers for people, in a row of their own for each tenant: those who open tickets of one tenant do so one after the other.
create table ticket_counter (
    tenant_id uuid primary key references tenant (id),
    last      bigint not null check (last > 0)
);

-- A ticket's number and subject as they are searched, with its tenant among them: an index over all tenants' words then narrows
-- to one of them by itself.
create function ticket_words(p_tenant uuid, p_number bigint, p_subject text) returns tsvector
    language sql immutable parallel safe as
$$
    select array_to_tsvector(array['t' || p_tenant])
           || to_tsvector('pg_catalog.simple',
                          p_number || ' ' || public.unaccent('public.unaccent'::regdictionary, coalesce(p_subject, '')))
$$;

create table ticket (
    tenant_id       uuid        not null references tenant (id),
    id              uuid        not null,
    number          bigint      not null check (number > 0),
    -- Every change, and everything that is said, counts up by one.
    version         bigint      not null check (version > 0),
    origin          text        not null check (origin in ('MEMBER', 'AGENT')),
    -- Null: erased.
    subject         text check (char_length(subject) between 1 and 200),
    text            text check (char_length(text) between 1 and 10000),
    requester_name  text check (char_length(requester_name) between 1 and 120),
    requester_email text check (char_length(requester_email) between 1 and 254),
    priority        text        not null check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
    status          text        not null check (status in ('OPEN', 'PENDING', 'SOLVED', 'CLOSED')),
    assignee_id     uuid references member (id),
    -- chat-service's, and hence without a reference.
    conversation_id uuid,
    visitor_id      uuid,
    created_by      uuid references member (id),
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    solved_at       timestamptz,
    closed_at       timestamptz,
    erased_at       timestamptz,
    words           tsvector    not null generated always as (ticket_words(tenant_id, number, subject)) stored,
    primary key (tenant_id, id),
    unique (tenant_id, number),
    check ((erased_at is null) = (subject is not null)),
    check ((subject is null) = (text is null)),
    check (erased_at is null or (status = 'CLOSED' and requester_name is null and requester_email is null))
);
-- Lists are the newest first, whole or by one of these.
create index ticket_status on ticket (tenant_id, status, id desc);
create index ticket_priority on ticket (tenant_id, priority, id desc);
create index ticket_assignee on ticket (tenant_id, assignee_id, id desc);
create index ticket_found on ticket using gin (words);

-- What was said, to the requester or, as a note, among members.
create table ticket_comment (
    tenant_id  uuid        not null,
    id         uuid        not null,
    ticket_id  uuid        not null,
    member_id  uuid        not null references member (id),
    internal   boolean     not null,
    text       text        not null check (char_length(text) between 1 and 10000),
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id)
);
create index ticket_comment_ticket on ticket_comment (tenant_id, ticket_id, id);

-- Who changed what: one row for each version of a ticket. What stood there before and after goes when the ticket is erased; who and
-- when stays.
create table ticket_change (
    tenant_id  uuid        not null,
    ticket_id  uuid        not null,
    version    bigint      not null,
    what       text        not null check (what in ('OPENED', 'CHANGED', 'MOVED', 'ASSIGNED', 'REPLIED', 'NOTED', 'ERASED')),
    member_id  uuid references member (id),
    before     jsonb       not null,
    after      jsonb       not null,
    changed_at timestamptz not null,
    primary key (tenant_id, ticket_id, version),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id)
);
revoke update, delete on ticket_change from admin_app;
grant update (before, after) on ticket_change to admin_app;

alter table ticket_counter enable row level security;
create policy tenant on ticket_counter using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on ticket_counter to admin_jobs using (true);

alter table ticket enable row level security;
create policy tenant on ticket using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on ticket to admin_jobs using (true);

alter table ticket_comment enable row level security;
create policy tenant on ticket_comment using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on ticket_comment to admin_jobs using (true);

alter table ticket_change enable row level security;
create policy tenant on ticket_change using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on ticket_change to admin_jobs using (true);

-- Tickets by words of their subject or by their number, the newest of those. Row-level security keeps an index from being asked with
-- an operator that might leak (and @@ counts as one), so this runs as the owner and reads the tenant from where the policies read it.
-- Every word has to occur, and may go on.
create function tickets_found(p_words text[]) returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select t.id from ticket t
     where t.tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid
       and t.words @@ (('t' || nullif(current_setting('usher.tenant', true), ''))::tsquery
                       && (select to_tsquery('pg_catalog.simple', string_agg(quote_literal(word) || ':*', ' & '))
                             from (select public.unaccent('public.unaccent'::regdictionary, given) as word
                                     from unnest(p_words) given) plain
                            where word <> ''))
     order by t.id desc limit 5000
$$;
