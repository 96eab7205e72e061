-- The key of an event's message, where it is not the tenant alone: compacted topics keep the latest message of each key. What was set
-- aside is put back with it: insert into outbox (tenant_id, topic, payload, key) select … from outbox_dead.
alter table outbox add column key text;
alter table outbox_dead add column key text;
