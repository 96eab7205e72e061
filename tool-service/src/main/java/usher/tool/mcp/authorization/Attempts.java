package usher.tool.mcp.authorization;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;
import usher.tool.mcp.oauth.Party;
import usher.tool.mcp.oauth.Scopes;

/** Authorizations that were begun and not finished: the last one of each integration. */
@ApplicationScoped
class Attempts {
    /** The integration is held, so that it does not become another one meanwhile. */
    private static final String KEEP = """
            insert into mcp_attempt (tenant_id, integration_id, version, state_hash, browser_hash, party, sealed_client_secret,
                                     sealed_verifier, scope, member_id, expires_at)
            select i.tenant_id, i.id, i.version, $4, $5, $6, $7, $8, $9, $10, $11
              from integration i
             where i.tenant_id = $1 and i.id = $2 and i.version = $3 and i.deleted_at is null
               for share
            on conflict (tenant_id, integration_id) do update
               set version = excluded.version, state_hash = excluded.state_hash, browser_hash = excluded.browser_hash,
                   party = excluded.party, sealed_client_secret = excluded.sealed_client_secret,
                   sealed_verifier = excluded.sealed_verifier, scope = excluded.scope, member_id = excluded.member_id,
                   expires_at = excluded.expires_at
            """;

    private static final String TAKE = """
            delete from mcp_attempt where tenant_id = $1 and state_hash = $2 and browser_hash = $3
            returning integration_id, version, party, sealed_client_secret, sealed_verifier, scope, member_id, expires_at
            """;
    private static final String WAITING =
            "select expires_at from mcp_attempt where tenant_id = $1 and integration_id = $2 and expires_at > $3";
    private static final String FORGET = "delete from mcp_attempt where tenant_id = $1 and integration_id = $2";

    private final Tenancy tenancy;
    private final Sealer sealer;

    Attempts(Tenancy tenancy, Sealer sealer) {
        this.tenancy = tenancy;
        this.sealer = sealer;
    }

    /** In the place of one that was begun before; whether the integration is still what it was. */
    Uni<Boolean> keep(State state, String browser, Attempt attempt) {
        var tenant = state.tenant();
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(attempt.integration().value())
                .addLong(attempt.version())
                .addString(state.hash())
                .addString(OneTime.hash(browser))
                .addString(attempt.party().json())
                .addString(attempt.clientSecret() == null ? null : sealer.seal(tenant, attempt.clientSecret()))
                .addString(sealer.seal(tenant, attempt.verifier()))
                .addString(attempt.scope().text())
                .addUUID(attempt.member().value())
                .addOffsetDateTime(attempt.expiresAt().atOffset(ZoneOffset.UTC));
        return tenancy.sql(tenant, connection -> connection.preparedQuery(KEEP).execute(row))
                .map(kept -> kept.rowCount() > 0);
    }

    /** Once: whoever comes with the same a second time finds nothing. */
    Uni<Optional<Attempt>> take(State state, String browser) {
        var tenant = state.tenant();
        return tenancy.sql(
                        tenant,
                        connection -> connection
                                .preparedQuery(TAKE)
                                .execute(Tuple.of(tenant.value(), state.hash(), OneTime.hash(browser))))
                .map(rows -> first(rows).map(row -> attempt(tenant, row)));
    }

    /** Until when somebody may still finish. */
    Uni<Optional<Instant>> waiting(TenantId tenant, IntegrationId integration, Instant now) {
        var values = Tuple.of(tenant.value(), integration.value(), now.atOffset(ZoneOffset.UTC));
        return tenancy.sql(
                        tenant, connection -> connection.preparedQuery(WAITING).execute(values))
                .map(rows -> first(rows).map(row -> row.getOffsetDateTime(0).toInstant()));
    }

    Uni<Void> forget(TenantId tenant, IntegrationId integration) {
        var values = Tuple.of(tenant.value(), integration.value());
        return tenancy.sql(
                        tenant, connection -> connection.preparedQuery(FORGET).execute(values))
                .replaceWithVoid();
    }

    private Attempt attempt(TenantId tenant, Row row) {
        @Nullable String secret = row.getString("sealed_client_secret");
        return new Attempt(
                new IntegrationId(row.getUUID("integration_id")),
                row.getLong("version"),
                Party.read(row.getString("party")),
                secret == null ? null : sealer.open(tenant, secret),
                sealer.open(tenant, row.getString("sealed_verifier")),
                Scopes.of(row.getString("scope")),
                new MemberId(row.getUUID("member_id")),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        RowIterator<Row> found = rows.iterator();
        return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }
}
