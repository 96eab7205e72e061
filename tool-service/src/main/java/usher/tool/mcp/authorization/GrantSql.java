package usher.tool.mcp.authorization;

/** The statements on grants: $1 is the tenant, $2 the integration, $3 its version. */
final class GrantSql {
    static final String COLUMNS =
            "party, sealed_client_secret, sealed_access_token, sealed_refresh_token, access_until, scope, generation,"
                    + " refreshing_until, needed, wanted_scope, connected_at, connected_by";

    static final String FIND = "select " + COLUMNS
            + " from mcp_authorization where tenant_id = $1 and integration_id = $2 and version = $3";

    static final String REMOVE =
            "delete from mcp_authorization where tenant_id = $1 and integration_id = $2 returning " + COLUMNS;

    /** The integration is held, so that it does not become another one meanwhile. */
    static final String KEEP = """
            insert into mcp_authorization (tenant_id, integration_id, version, party, sealed_client_secret, sealed_access_token,
                                           sealed_refresh_token, access_until, scope, generation, connected_at, connected_by)
            select i.tenant_id, i.id, i.version, $4, $5, $6, $7, $8, $9, 1, $10, $11
              from integration i
             where i.tenant_id = $1 and i.id = $2 and i.version = $3 and i.deleted_at is null
               for share
            on conflict (tenant_id, integration_id) do update
               set version = excluded.version, party = excluded.party, sealed_client_secret = excluded.sealed_client_secret,
                   sealed_access_token = excluded.sealed_access_token, sealed_refresh_token = excluded.sealed_refresh_token,
                   access_until = excluded.access_until, scope = excluded.scope,
                   generation = mcp_authorization.generation + 1, refreshing_until = null, needed = null,
                   wanted_scope = null, connected_at = excluded.connected_at, connected_by = excluded.connected_by
            """;

    /** For whoever comes first with generation $4 at $5, until $6. */
    static final String CLAIM = """
            update mcp_authorization set refreshing_until = $6
             where tenant_id = $1 and integration_id = $2 and version = $3 and generation = $4
               and sealed_refresh_token is not null and (refreshing_until is null or refreshing_until <= $5)
            """;

    /** The next generation after $4; a server that gives no new refresh token or scope means the old one. */
    static final String RENEW = """
            update mcp_authorization
               set sealed_access_token = $5, sealed_refresh_token = coalesce($6, sealed_refresh_token), access_until = $7,
                   scope = coalesce($8, scope), generation = generation + 1, refreshing_until = null
             where tenant_id = $1 and integration_id = $2 and version = $3 and generation = $4
            """;

    /** Nothing of generation $4 is good any more, because of $5. */
    static final String LOSE = """
            update mcp_authorization
               set sealed_access_token = null, sealed_refresh_token = null, access_until = null, refreshing_until = null,
                   generation = generation + 1, needed = $5
             where tenant_id = $1 and integration_id = $2 and version = $3 and generation = $4
            """;

    /** It came to nothing; the next one may try from $5 on. */
    static final String POSTPONE = """
            update mcp_authorization set refreshing_until = $5
             where tenant_id = $1 and integration_id = $2 and version = $3 and generation = $4
            """;

    /** What there is stays good for what it is good for; $5 is all that is wanted by now. */
    static final String WIDEN = """
            update mcp_authorization set needed = $4, wanted_scope = $5
             where tenant_id = $1 and integration_id = $2 and version = $3 and sealed_access_token is not null
               and (needed is distinct from $4 or wanted_scope is distinct from $5)
            """;

    private GrantSql() {}
}
