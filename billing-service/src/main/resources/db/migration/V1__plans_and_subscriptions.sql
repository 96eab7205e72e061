-- What a tenant may use. Plans are data: a new one is a row, a changed one is a new version, and a running subscription keeps the version it has.

create table plan (
    code text not null check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
    version integer not null check (version > 0),
    name text not null,
    -- Whether a subscription may replace the amounts below by its own.
    negotiable boolean not null,
    price_list text not null,
    created_at timestamptz not null default now(),
    primary key (code, version)
);

create table plan_limit (
    plan_code text not null,
    plan_version integer not null,
    metric text not null,
    -- Null: counted, but not limited.
    amount bigint check (amount >= 0),
    period text not null check (period in ('MINUTE', 'DAY', 'MONTH')),
    hard boolean not null,
    primary key (plan_code, plan_version, metric),
    foreign key (plan_code, plan_version) references plan (code, version)
);

insert into plan (code, version, name, negotiable, price_list) values
    ('free', 1, 'Free', false, 'standard-1'),
    ('custom', 1, 'Custom', true, 'standard-1');

insert into plan_limit (plan_code, plan_version, metric, amount, period, hard) values
    ('free', 1, 'messages', 1000, 'MONTH', true),
    ('free', 1, 'requests', 60, 'MINUTE', true),
    ('custom', 1, 'messages', 1000, 'MONTH', true),
    ('custom', 1, 'requests', 60, 'MINUTE', true);

create table subscription (
    tenant_id uuid primary key,
    plan_code text not null,
    plan_version integer not null,
    status text not null check (status in ('ACTIVE', 'ENDED')),
    -- Of the entitlements published last; consumers ignore what is not newer.
    version bigint not null check (version > 0),
    -- Of the tenant snapshot applied last: an older one changes nothing.
    tenant_version bigint not null,
    ended_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((status = 'ENDED') = (ended_at is not null)),
    foreign key (plan_code, plan_version) references plan (code, version)
);

create table subscription_limit (
    tenant_id uuid not null references subscription (tenant_id),
    metric text not null,
    -- Null: not limited.
    amount bigint check (amount >= 0),
    primary key (tenant_id, metric)
);

alter table subscription enable row level security;
create policy tenant on subscription using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on subscription to billing_jobs using (true);

alter table subscription_limit enable row level security;
create policy tenant on subscription_limit using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on subscription_limit to billing_jobs using (true);
