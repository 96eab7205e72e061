-- How many there are now of what plans have a number for and nobody meters: tools, integrations, members. Whoever keeps them says so
-- with its snapshots; version is of the snapshot, and an older one changes nothing.
create table counted_use (
    tenant_id uuid   not null,
    metric    text   not null,
    amount    bigint not null check (amount >= 0),
    version   bigint not null,
    primary key (tenant_id, metric)
);
alter table counted_use enable row level security;
create policy tenant on counted_use using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on counted_use to billing_jobs using (true);
revoke insert, update, delete on counted_use from billing_app;
