-- What billing-service last said of each tenant's plan, as far as members are concerned. amount null: as many as they like.
create table seat_limit (
    tenant_id  uuid primary key,
    version    bigint      not null,
    plan       text        not null,
    amount     bigint check (amount >= 0),
    hard       boolean     not null,
    updated_at timestamptz not null
);
alter table seat_limit enable row level security;
create policy tenant on seat_limit using (
    tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid
    or current_setting('usher.platform', true) = 'on');
create policy jobs on seat_limit to admin_jobs using (true);
revoke insert, update, delete on seat_limit from admin_app;
