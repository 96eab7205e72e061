-- What a plan costs and opens beside its limits, as one document: it is written once with the version and read as a whole.
alter table plan
    add column terms text not null default '{"currency":"USD"}' check (terms is json object),
    -- A version is offered from then on, until the next one is.
    add column effective_from timestamptz not null default '2026-01-01Z',
    -- Whether tenants may choose it themselves. Nobody sees the others but the platform and who is on them.
    add column self_service boolean not null default false;

update plan set self_service = true where code = 'free';

insert into plan (code, version, name, negotiable, price_list, self_service, terms) values
    ('starter', 1, 'Starter', false, 'standard-1', true, '{"currency":"USD","base_minor":2900,"trial_days":14,
        "charges":[{"metric":"messages","model":"per_unit","included":10000,"unit_price":"0.005"},
                   {"metric":"seats","model":"per_unit","included":3,"unit_price":"5"}],
        "features":{"custom_tools":"true","export":"true"}}'),
    ('pro', 1, 'Pro', false, 'standard-1', true, '{"currency":"USD","base_minor":19900,"trial_days":14,
        "charges":[{"metric":"messages","model":"graduated","tiers":[{"up_to":100000,"unit_price":"0"},{"up_to":1000000,"unit_price":"0.003"},{"unit_price":"0.002"}]},
                   {"metric":"seats","model":"per_unit","included":10,"unit_price":"4"}],
        "features":{"custom_tools":"true","export":"true","white_label":"true"}}');

insert into plan_limit (plan_code, plan_version, metric, amount, period, hard) values
    ('starter', 1, 'messages', 50000, 'MONTH', false),
    ('starter', 1, 'requests', 300, 'MINUTE', true),
    ('pro', 1, 'messages', null, 'MONTH', false),
    ('pro', 1, 'requests', 1200, 'MINUTE', true);

-- From when on a subscription is on which plan, the past and what is scheduled. Nothing is deleted: what was withdrawn
-- before it began says so.
create table subscription_phase (
    tenant_id uuid not null references subscription (tenant_id),
    id uuid not null,
    starts_at timestamptz not null,
    state text not null check (state in ('TRIAL', 'ACTIVE', 'PAUSED', 'CANCELLED')),
    plan_code text not null,
    plan_version integer not null,
    seats integer not null check (seats between 1 and 100000),
    made_by text not null,
    made_at timestamptz not null,
    withdrawn_at timestamptz,
    primary key (tenant_id, id),
    foreign key (plan_code, plan_version) references plan (code, version)
);
create index subscription_phase_in_order on subscription_phase (tenant_id, starts_at, id) where withdrawn_at is null;

alter table subscription_phase enable row level security;
create policy tenant on subscription_phase using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on subscription_phase to billing_jobs using (true);

alter table subscription
    add column seats integer not null default 1 check (seats between 1 and 100000),
    add column tried boolean not null default false,
    -- When the next scheduled phase begins, for the job that puts it into force.
    add column next_phase_at timestamptz,
    -- The tenant's time zone, one that is known to exist.
    add column zone text not null default 'UTC',
    -- Charged are all moments before; the running period ends at closes_at.
    add column charged_until timestamptz,
    add column closes_at timestamptz,
    drop constraint subscription_status_check,
    add constraint subscription_status_check check (status in ('ACTIVE', 'TRIAL', 'PAUSED', 'CANCELLED', 'ENDED'));

update subscription set charged_until = date_trunc('month', now(), 'UTC'), closes_at = date_trunc('month', now(), 'UTC') + interval '1 month';
alter table subscription alter column charged_until set not null, alter column closes_at set not null;
create index subscription_to_close on subscription (closes_at);
create index subscription_to_move on subscription (next_phase_at) where next_phase_at is not null;

insert into subscription_phase (tenant_id, id, starts_at, state, plan_code, plan_version, seats, made_by, made_at)
select tenant_id, gen_random_uuid(), date_trunc('second', created_at), case status when 'ENDED' then 'CANCELLED' else 'ACTIVE' end,
    plan_code, plan_version, 1, 'migration', now()
from subscription;
