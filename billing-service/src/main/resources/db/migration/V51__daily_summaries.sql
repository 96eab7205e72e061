-- Who wants to be told of each day's usage, at which hour of its clocks, and when that is next.
create table daily_summary (
    tenant_id  uuid primary key,
    enabled    boolean     not null,
    hour       smallint    not null check (hour between 0 and 23),
    next_at    timestamptz not null,
    updated_at timestamptz not null
);
create index daily_summary_due on daily_summary (next_at) where enabled;

-- Of which local days there was a summary: of each once, whatever clocks and zones do.
create table daily_summary_sent (
    tenant_id uuid        not null,
    day       date        not null,
    sent_at   timestamptz not null,
    primary key (tenant_id, day)
);

do $$
declare
    of_tenants text;
begin
    foreach of_tenants in array array['daily_summary', 'daily_summary_sent'] loop
        execute format('alter table %I enable row level security', of_tenants);
        execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''usher.tenant'', true), '''')::uuid)', of_tenants);
        execute format('create policy jobs on %I to billing_jobs using (true)', of_tenants);
    end loop;
end $$;
revoke insert, update, delete on daily_summary_sent from billing_app;
revoke update, delete on daily_summary_sent from billing_jobs;
