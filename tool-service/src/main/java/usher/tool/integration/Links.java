package usher.tool.integration;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;

/** Integrations as calls need them, without an operation: by the plain client, credentials opened for this call alone. */
@ApplicationScoped
public class Links {
    private static final String FIND = """
            select kind, version, settings, sealed_credentials from integration
             where tenant_id = $1 and id = $2 and enabled and deleted_at is null
            """;

    private final Tenancy tenancy;
    private final SealedCredentials seal;

    Links(Tenancy tenancy, SealedCredentials seal) {
        this.tenancy = tenancy;
        this.seal = seal;
    }

    /** Nothing for one that is gone or switched off. */
    public Uni<Optional<Link>> find(TenantId tenant, IntegrationId id) {
        return tenancy.sql(
                        tenant,
                        connection -> connection.preparedQuery(FIND).execute(Tuple.of(tenant.value(), id.value())))
                .map(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    return found.hasNext() ? Optional.of(link(tenant, id, found.next())) : Optional.empty();
                });
    }

    private Link link(TenantId tenant, IntegrationId id, Row row) {
        return new Link(
                tenant,
                id,
                IntegrationKind.fromString(row.getString("kind")),
                row.getLong("version"),
                ObjectColumn.read(row.getString("settings")),
                seal.open(tenant, row.getString("sealed_credentials")));
    }
}
