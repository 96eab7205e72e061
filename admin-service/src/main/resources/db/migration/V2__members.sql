-- Who works in the console, their sign-ins, and the keys that sign their tokens.

create table member (
    id uuid primary key,
    -- Null: a member of the platform, who works for all tenants.
    tenant_id uuid references tenant (id),
    email text not null check (email = lower(email) and char_length(email) between 1 and 254),
    name text not null check (char_length(name) between 1 and 120),
    -- Argon2id; an imported bcrypt hash is replaced when its owner signs in.
    password_hash text not null,
    role text not null check (role in ('ANALYST', 'EDITOR', 'ADMIN')),
    status text not null check (status in ('ACTIVE', 'SUSPENDED', 'DELETED')),
    -- Sign-ins before this moment are over, whatever their tokens say.
    sessions_from timestamptz not null,
    last_login_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create index member_tenant on member (tenant_id, id);
-- One sign-in name leads to one member; the name of a deleted member is free again.
create unique index member_email on member (email) where status <> 'DELETED';

-- One sign-in: the family of refresh tokens that descend from it.
create table member_session (
    id uuid primary key,
    member_id uuid not null references member (id),
    started_at timestamptz not null,
    ended_at timestamptz,
    end_reason text check (end_reason in ('LOGOUT', 'REUSE')),
    check ((ended_at is null) = (end_reason is null))
);

create index member_session_member on member_session (member_id, id);

create table refresh_token (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    session_id uuid not null references member_session (id),
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    -- When a successor was given out first; using the token later than shortly after that is theft.
    replaced_at timestamptz
);

create index refresh_token_session on refresh_token (session_id);
create index refresh_token_expiry on refresh_token (expires_at);

create table signing_key (
    -- Replicas that start together agree by this key: the first to insert a generation wins.
    generation integer primary key check (generation > 0),
    kid text not null unique,
    public_jwk text not null,
    sealed_private_jwk text not null,
    -- A new key is published before it signs, so that no verifier meets a token of a key it has not fetched.
    signs_from timestamptz not null,
    retired_at timestamptz,
    created_at timestamptz not null
);

alter table member enable row level security;
create policy tenant on member using (
    tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid
    or current_setting('usher.platform', true) = 'on');
create policy jobs on member to admin_jobs using (true);

alter table member_session enable row level security;
create policy platform on member_session using (current_setting('usher.platform', true) = 'on');
create policy jobs on member_session to admin_jobs using (true);

alter table refresh_token enable row level security;
create policy platform on refresh_token using (current_setting('usher.platform', true) = 'on');
create policy jobs on refresh_token to admin_jobs using (true);

alter table signing_key enable row level security;
create policy platform on signing_key using (current_setting('usher.platform', true) = 'on');
create policy jobs on signing_key to admin_jobs using (true);
