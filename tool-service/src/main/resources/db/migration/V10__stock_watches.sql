-- Articles whose stock is looked at from time to time. An article is a SKU of a shop, or an operation that reads, with where in
-- its result the quantity is. told is what the tenant's people know; seen is what was found last. Whoever checks a watch takes
-- it by a claim and moves next_check_at to when another may: the result is stored only while the claim is still that one.
create table stock_watch (
    tenant_id        uuid        not null,
    id               uuid        not null,
    integration_id   uuid        not null,
    name             text        not null,
    sku              text,
    operation_id     uuid,
    arguments        text        check (arguments is null or arguments::json is not null),
    quantity_at      text,
    low_at           int         not null check (low_at >= 0),
    every_minutes    int         not null check (every_minutes >= 5 and every_minutes <= 1440),
    quiet_minutes    int         not null check (quiet_minutes >= 15 and quiet_minutes <= 10080),
    enabled          boolean     not null,
    told             text        not null check (told in ('unknown', 'in_stock', 'low', 'out')),
    seen             text        not null check (seen in ('unknown', 'in_stock', 'low', 'out')),
    quantity         bigint,
    noticed_at       timestamptz,
    notices          bigint      not null default 0,
    checked_at       timestamptz,
    failures         int         not null default 0,
    failure_code     text,
    failure_sentence text,
    claim            uuid,
    next_check_at    timestamptz not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, integration_id) references integration (tenant_id, id),
    foreign key (tenant_id, operation_id) references operation (tenant_id, id),
    check (num_nonnulls(sku, operation_id) = 1),
    check ((operation_id is null) = (quantity_at is null)),
    check ((failures = 0) = (failure_code is null))
);
create index stock_watch_integration on stock_watch (tenant_id, integration_id);
create index stock_watch_operation on stock_watch (tenant_id, operation_id) where operation_id is not null;
-- For those who check, for all tenants: what is due, the longest waiting first.
create index stock_watch_due on stock_watch (next_check_at) where enabled;
alter table stock_watch enable row level security;
create policy tenant on stock_watch using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on stock_watch to ${flyway:defaultSchema}_jobs using (true);
