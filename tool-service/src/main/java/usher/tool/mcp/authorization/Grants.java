package usher.tool.mcp.authorization;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;
import usher.tool.integration.connector.Link;
import usher.tool.mcp.oauth.Party;
import usher.tool.mcp.oauth.Scopes;
import usher.tool.mcp.oauth.Tokens;

/** What integrations may do at their servers, in the database and nowhere else; each act is a transaction of its own. */
@ApplicationScoped
class Grants {
    static final String INSUFFICIENT_SCOPE = "insufficient_scope";

    private final Tenancy tenancy;
    private final Sealer sealer;
    private final InstantSource clock;

    Grants(Tenancy tenancy, Sealer sealer, InstantSource clock) {
        this.tenancy = tenancy;
        this.sealer = sealer;
        this.clock = clock;
    }

    Uni<Optional<Grant>> find(Link link) {
        return run(link.tenant(), GrantSql.FIND, of(link)).map(rows -> first(link.tenant(), rows));
    }

    /** In the place of what there was; whether the integration is still what it was when the member began. */
    Uni<Boolean> keep(TenantId tenant, Attempt attempt, Tokens tokens) {
        var now = clock.instant();
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addUUID(attempt.integration().value())
                .addLong(attempt.version())
                .addString(attempt.party().json())
                .addString(sealed(tenant, attempt.clientSecret()))
                .addString(sealer.seal(tenant, tokens.access()))
                .addString(sealed(tenant, tokens.refresh()))
                .addOffsetDateTime(end(tokens, now))
                .addString(tokens.scope() == null ? attempt.scope().text() : tokens.scope())
                .addOffsetDateTime(utc(now))
                .addUUID(attempt.member().value());
        return run(tenant, GrantSql.KEEP, row).map(kept -> kept.rowCount() > 0);
    }

    /** Whether the caller is the one to refresh this generation until then. */
    Uni<Boolean> claim(Link link, Grant grant, Instant until) {
        var values = of(link, grant).addOffsetDateTime(utc(clock.instant())).addOffsetDateTime(utc(until));
        return run(link.tenant(), GrantSql.CLAIM, values).map(claimed -> claimed.rowCount() > 0);
    }

    /** Whether it was still there to be renewed. */
    Uni<Boolean> renew(Link link, Grant grant, Tokens tokens) {
        var tenant = link.tenant();
        var values = of(link, grant)
                .addString(sealer.seal(tenant, tokens.access()))
                .addString(sealed(tenant, tokens.refresh()))
                .addOffsetDateTime(end(tokens, clock.instant()))
                .addString(tokens.scope());
        return run(tenant, GrantSql.RENEW, values).map(renewed -> renewed.rowCount() > 0);
    }

    Uni<Void> lose(Link link, Grant grant, String why) {
        return run(link.tenant(), GrantSql.LOSE, of(link, grant).addString(why)).replaceWithVoid();
    }

    Uni<Void> postpone(Link link, Grant grant, Instant until) {
        return run(link.tenant(), GrantSql.POSTPONE, of(link, grant).addOffsetDateTime(utc(until)))
                .replaceWithVoid();
    }

    /** The server wants more than was granted. */
    Uni<Void> widen(Link link, Grant grant, Scopes scope) {
        var wanted = grant.wantedScope().and(scope).text();
        return run(
                        link.tenant(),
                        GrantSql.WIDEN,
                        of(link).addString(INSUFFICIENT_SCOPE).addString(wanted))
                .replaceWithVoid();
    }

    Uni<Optional<Grant>> remove(TenantId tenant, IntegrationId integration) {
        return run(tenant, GrantSql.REMOVE, Tuple.of(tenant.value(), integration.value()))
                .map(rows -> first(tenant, rows));
    }

    private Uni<RowSet<Row>> run(TenantId tenant, String sql, Tuple values) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(sql).execute(values));
    }

    private static Tuple of(Link link) {
        return Tuple.tuple()
                .addUUID(link.tenant().value())
                .addUUID(link.id().value())
                .addLong(link.version());
    }

    private static Tuple of(Link link, Grant grant) {
        return of(link).addLong(grant.generation());
    }

    private Optional<Grant> first(TenantId tenant, RowSet<Row> rows) {
        RowIterator<Row> found = rows.iterator();
        return found.hasNext() ? Optional.of(grant(tenant, found.next())) : Optional.empty();
    }

    private Grant grant(TenantId tenant, Row row) {
        @Nullable String wanted = row.getString("wanted_scope");
        return new Grant(
                Party.read(row.getString("party")),
                opened(tenant, row.getString("sealed_client_secret")),
                opened(tenant, row.getString("sealed_access_token")),
                opened(tenant, row.getString("sealed_refresh_token")),
                instant(row.getOffsetDateTime("access_until")),
                Scopes.of(row.getString("scope")),
                row.getLong("generation"),
                instant(row.getOffsetDateTime("refreshing_until")),
                row.getString("needed"),
                Scopes.of(wanted == null ? "" : wanted),
                row.getOffsetDateTime("connected_at").toInstant(),
                new MemberId(row.getUUID("connected_by")));
    }

    private @Nullable String sealed(TenantId tenant, @Nullable String secret) {
        return secret == null ? null : sealer.seal(tenant, secret);
    }

    private @Nullable String opened(TenantId tenant, @Nullable String sealed) {
        return sealed == null ? null : sealer.open(tenant, sealed);
    }

    private static @Nullable OffsetDateTime end(Tokens tokens, Instant now) {
        return tokens.lasts() == null ? null : utc(now.plus(tokens.lasts()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
