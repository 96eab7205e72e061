-- What a member has allowed an integration to do at a server of the Model Context Protocol, by OAuth. It belongs to one version of the
-- integration. The generation grows with every new pair of tokens, so that a refresh token is used once: whoever refreshes takes
-- refreshing_until first. needed says why a member has to come again; without an access token the server is not called at all.
create table mcp_authorization (
    tenant_id            uuid        not null,
    integration_id       uuid        not null,
    version              bigint      not null,
    party                text        not null check (party::json is not null),
    sealed_client_secret text,
    sealed_access_token  text,
    sealed_refresh_token text,
    access_until         timestamptz,
    scope                text        not null,
    generation           bigint      not null,
    refreshing_until     timestamptz,
    needed               text,
    wanted_scope         text,
    connected_at         timestamptz not null,
    connected_by         uuid        not null,
    primary key (tenant_id, integration_id),
    foreign key (tenant_id, integration_id) references integration (tenant_id, id),
    check (sealed_access_token is not null or needed is not null),
    check (sealed_access_token is not null or sealed_refresh_token is null)
);
alter table mcp_authorization enable row level security;
create policy tenant on mcp_authorization using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on mcp_authorization to ${flyway:defaultSchema}_jobs using (true);

-- An authorization that was begun and not finished, at most one for each integration. What comes back in the browser has to match both
-- hashes: of the state in the URL, and of the secret in the cookie of the browser in which it was begun.
create table mcp_attempt (
    tenant_id            uuid        not null,
    integration_id       uuid        not null,
    version              bigint      not null,
    state_hash           text        not null,
    browser_hash         text        not null,
    party                text        not null check (party::json is not null),
    sealed_client_secret text,
    sealed_verifier      text        not null,
    scope                text        not null,
    member_id            uuid        not null,
    expires_at           timestamptz not null,
    primary key (tenant_id, integration_id),
    foreign key (tenant_id, integration_id) references integration (tenant_id, id)
);
create unique index mcp_attempt_state on mcp_attempt (tenant_id, state_hash);
alter table mcp_attempt enable row level security;
create policy tenant on mcp_attempt using (tenant_id = nullif(current_setting('usher.tenant', true), '')::uuid);
create policy jobs on mcp_attempt to ${flyway:defaultSchema}_jobs using (true);

-- Other settings, other credentials, or none any more: what was allowed before is not allowed now.
create function forget_mcp_authorizations() returns trigger
    language plpgsql as
$$
begin
    delete from mcp_authorization where tenant_id = new.tenant_id and integration_id = new.id;
    delete from mcp_attempt where tenant_id = new.tenant_id and integration_id = new.id;
    return null;
end
$$;
create trigger integration_is_another after update of version on integration
    for each row when (old.version <> new.version) execute function forget_mcp_authorizations();
