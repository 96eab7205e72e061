-- Programs that members let act for their tenant (OAuth 2.1), what each was let in for, and the secrets by which it comes.

-- Whoever makes a program registers it, before anybody has signed in: it is nobody's, and nothing it says of itself is proven.
create table oauth_client (
    id uuid primary key,
    name text not null check (char_length(name) between 1 and 80),
    redirect_uris text[] not null check (cardinality(redirect_uris) between 1 and 10),
    created_at timestamptz not null,
    -- When a member let it in last, or it fetched a token.
    used_at timestamptz
);
create index oauth_client_unused on oauth_client (created_at) where used_at is null;
create index oauth_client_age on oauth_client (coalesce(used_at, created_at));

create table oauth_grant (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    member_id uuid not null references member (id),
    client_id uuid not null references oauth_client (id),
    -- As the member read it.
    client_name text not null check (char_length(client_name) between 1 and 80),
    scopes text[] not null check (cardinality(scopes) > 0),
    -- The one place that its tokens are good for.
    resource text not null check (char_length(resource) between 1 and 500),
    created_at timestamptz not null,
    -- When it fetched a token last; null until it has come for the first one.
    used_at timestamptz,
    revoked_at timestamptz,
    primary key (tenant_id, id)
);
create index oauth_grant_client on oauth_grant (client_id);
-- For sweeping what has ended, of all tenants.
create index oauth_grant_age on oauth_grant (created_at);

-- A code is good for a minute, once. It is kept for some time after, so that a second use is known for what it is.
create table oauth_code (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    tenant_id uuid not null,
    grant_id uuid not null,
    redirect_uri text not null check (char_length(redirect_uri) between 1 and 500),
    challenge text not null check (char_length(challenge) = 43),
    expires_at timestamptz not null,
    redeemed_at timestamptz,
    foreign key (tenant_id, grant_id) references oauth_grant (tenant_id, id) on delete cascade
);
create index oauth_code_grant on oauth_code (tenant_id, grant_id);
create index oauth_code_expiry on oauth_code (expires_at);

create table oauth_refresh_token (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    tenant_id uuid not null,
    grant_id uuid not null,
    expires_at timestamptz not null,
    -- When a successor was given out first; using the token later than shortly after that is theft.
    replaced_at timestamptz,
    foreign key (tenant_id, grant_id) references oauth_grant (tenant_id, id) on delete cascade
);
create index oauth_refresh_token_grant on oauth_refresh_token (tenant_id, grant_id);
create index oauth_refresh_token_expiry on oauth_refresh_token (expires_at);

alter table oauth_client enable row level security;
create policy platform on oauth_client using (current_setting('usher.platform', true) = 'on');
create policy jobs on oauth_client to admin_jobs using (true);

-- Secrets come without saying whose they are; what they lead to is looked for across all tenants.
alter table oauth_grant enable row level security;
create policy tenant on oauth_grant using (
    tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid
    or current_setting('usher.platform', true) = 'on');
create policy jobs on oauth_grant to admin_jobs using (true);

alter table oauth_code enable row level security;
create policy platform on oauth_code using (current_setting('usher.platform', true) = 'on');
create policy jobs on oauth_code to admin_jobs using (true);

alter table oauth_refresh_token enable row level security;
create policy platform on oauth_refresh_token using (current_setting('usher.platform', true) = 'on');
create policy jobs on oauth_refresh_token to admin_jobs using (true);
