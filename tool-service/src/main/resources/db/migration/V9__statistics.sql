-- The least id of a moment: ids of calls carry the time they were made at, so a range of them finds a tenant's recent calls by its
-- key; the moment that counts is created_at.
create function id_at(p_moment timestamptz) returns uuid
    language sql immutable as
$$
    select (lpad(to_hex((extract(epoch from p_moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Calls are told apart by how long they took: class n holds those above 2^((n-2)/4) and up to 2^((n-1)/4) milliseconds, the first
-- all up to one. The middle of a class is within 9 % of whatever it holds.
create function duration_class(p_ms bigint) returns int
    language sql immutable as
$$
    select case when p_ms <= 1 then 1 else 1 + ceil(4 * log(2, p_ms) - 0.0000001)::int end
$$;

create function class_middle(p_class int) returns numeric
    language sql immutable as
$$
    select case when p_class = 1 then 1 else round(power(2::numeric, (p_class - 1.5) / 4), 1) end
$$;

-- What calls came to, hour by hour; it stays when the calls go. Test calls are not in it.
create table invocation_hour (
    tenant_id      uuid        not null,
    hour           timestamptz not null,
    tool           text        not null,
    duration_class int         not null,
    calls          bigint      not null,
    succeeded      bigint      not null,
    duration_ms    bigint      not null,
    primary key (tenant_id, hour, tool, duration_class)
);
alter table invocation_hour enable row level security;
create policy tenant on invocation_hour using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy platform on invocation_hour for select using (current_setting('usher.platform', true) = 'on');
create policy jobs on invocation_hour to ${flyway:defaultSchema}_jobs using (true);

-- Up to when calls are summed up: the start of an hour, the same for all tenants.
create table summed_up (
    one       boolean primary key default true check (one),
    summed_to timestamptz not null
);
insert into summed_up (summed_to) values ('epoch');

create policy platform on invocation for select using (current_setting('usher.platform', true) = 'on');
create index invocation_created on invocation using brin (created_at);

-- Sums up the calls of all hours before p_to that were not, and gives back their number. Whoever comes second waits and finds
-- nothing left.
create function sum_up_invocations(p_to timestamptz) returns bigint
    language plpgsql as
$$
declare
    v_from timestamptz;
    v_calls bigint;
begin
    select summed_to into v_from from summed_up for update;
    if v_from >= p_to then
        return 0;
    end if;
    with counted as (
        insert into invocation_hour (tenant_id, hour, tool, duration_class, calls, succeeded, duration_ms)
        select tenant_id, date_trunc('hour', created_at, 'UTC'), tool, duration_class(duration_ms),
               count(*), count(*) filter (where state = 'succeeded'), sum(duration_ms)
          from invocation
         where created_at >= v_from and created_at < p_to and state in ('succeeded', 'failed') and not test
         group by 1, 2, 3, 4
        returning calls)
    select coalesce(sum(calls), 0) into v_calls from counted;
    update summed_up set summed_to = p_to;
    return v_calls;
end
$$;
