-- Who wants answers to be given again; the answers themselves are in Redis.
create table cache_switch (
    tenant_id  uuid primary key,
    enabled    boolean     not null,
    updated_at timestamptz not null default now()
);

alter table cache_switch enable row level security;
create policy tenant on cache_switch using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on cache_switch to chat_jobs using (true);

-- Whether the answer was made for the same question before, and so took nothing.
alter table receipt add column if not exists cached boolean not null default false;
