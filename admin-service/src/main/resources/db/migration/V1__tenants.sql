-- Who uses Usher, and what their pages, servers and visitors identify themselves with.
--
-- Row-level security: a transaction sees the tenant it names; one that says "usher.platform" sees all of them, which
-- only members of the platform (and the sign-in itself, which starts from an address) come to run.

create table tenant (
    id uuid primary key,
    -- Of the snapshot published last; every change counts up by one.
    version bigint not null check (version > 0),
    name text not null check (char_length(name) between 1 and 120),
    domain text check (char_length(domain) between 1 and 253),
    status text not null check (status in ('ACTIVE', 'SUSPENDED', 'DELETED')),
    allowed_origins text[] not null,
    locale text not null check (char_length(locale) between 2 and 35),
    time_zone text not null check (char_length(time_zone) between 1 and 64),
    -- Null: the plan decides.
    retention_days integer check (retention_days between 1 and 3650),
    display_name text not null check (char_length(display_name) between 1 and 80),
    primary_color text not null check (primary_color ~ '^#[0-9a-f]{6}$'),
    greeting text not null check (char_length(greeting) between 1 and 300),
    position text not null check (position in ('bottom-right', 'bottom-left', 'top-right', 'top-left')),
    suggestions text[] not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- Keys are hashed. A publishable one stands in the page's source anyway, so its text is kept for the embed snippet.
create table access_key (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    kind text not null check (kind in ('PUBLISHABLE', 'SECRET')),
    sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
    prefix text not null check (char_length(prefix) = 12),
    publishable_key text,
    -- Null: until it is revoked. A rotated key ends when the overlap is over.
    expires_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    check ((kind = 'PUBLISHABLE') = (publishable_key is not null))
);

-- What a tenant's server signs the identity of its visitors with. Sealed, because the signature is checked with it.
create table identity_secret (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    algorithm text not null check (algorithm = 'HS256'),
    sealed_secret text not null,
    revoked_at timestamptz,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);

alter table tenant enable row level security;
create policy tenant on tenant using (
    id = nullif(current_setting('usher.tenant', true), '')::uuid or current_setting('usher.platform', true) = 'on');
create policy jobs on tenant to admin_jobs using (true);

alter table access_key enable row level security;
create policy tenant on access_key using (
    tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid
    or current_setting('usher.platform', true) = 'on');
create policy jobs on access_key to admin_jobs using (true);

alter table identity_secret enable row level security;
create policy tenant on identity_secret using (
    tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on identity_secret to admin_jobs using (true);
