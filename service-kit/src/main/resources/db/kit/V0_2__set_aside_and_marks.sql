-- Events that Kafka refused for what they are: they would hold up all that come after them. Kept whole; once the cause
-- is gone they are put back by hand: insert into outbox (tenant_id, topic, payload) select … from outbox_dead.
create table outbox_dead (
    seq        bigint primary key,
    tenant_id  uuid        not null,
    topic      text        not null,
    payload    text        not null,
    cause      text        not null,
    created_at timestamptz not null,
    dead_at    timestamptz not null default now()
);
alter table outbox_dead enable row level security;
create policy tenant on outbox_dead using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on outbox_dead to ${flyway:defaultSchema}_jobs using (true);

-- The last statement of a transaction that carries out a request with an Idempotency-Key. When the transaction has
-- written something, the key's row says so from the same commit on: status 0, "carried out, the answer is to come".
-- False when another request has taken the key over: then this one must not commit.
create function mark_idempotency(of_tenant uuid, of_route text, of_key text, taken timestamptz) returns boolean
language plpgsql as $$
begin
    if pg_current_xact_id_if_assigned() is null then
        return true;
    end if;
    -- The work may be about another tenant than the one whose key it is: a platform's admin makes a tenant.
    perform set_config('usher.tenant', of_tenant::text, true);
    update idempotency set status = 0
     where tenant_id = of_tenant and route = of_route and key = of_key and created_at = taken;
    return found;
end
$$;
