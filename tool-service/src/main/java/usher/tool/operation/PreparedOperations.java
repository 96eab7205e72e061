package usher.tool.operation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.tenant.Tenancy;
import usher.tool.integration.ObjectColumn;
import usher.tool.integration.SealedCredentials;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Operation;

/** Operations as calls need them: by one statement of the plain client, credentials opened for this call alone. */
@ApplicationScoped
class PreparedOperations {
    /** Operation $2 of tenant $1 for tool $3: answers are not remembered when the visitor's identity is part of the question. */
    private static final String PREPARE = """
            select i.id as integration_id, i.kind, i.version, i.settings, i.sealed_credentials,
                   o.id, o.name, o.risk, o.definition, o.parameters, t.operation_arguments,
                   case when c.identity::jsonb = '{}' then o.cache_seconds else 0 end as cache_seconds
              from operation o
              join integration i on i.tenant_id = o.tenant_id and i.id = o.integration_id
              left join tenant_tool t on t.tenant_id = o.tenant_id and t.operation_id = o.id and t.tool_id = $3
              left join catalog_tool c on c.id = t.tool_id
             where o.tenant_id = $1 and o.id = $2 and o.status = 'active' and i.enabled and i.deleted_at is null
            """;

    private final Tenancy tenancy;
    private final SealedCredentials seal;

    PreparedOperations(Tenancy tenancy, SealedCredentials seal) {
        this.tenancy = tenancy;
        this.seal = seal;
    }

    /** Nothing for an operation that is gone or whose integration is switched off. */
    Uni<Optional<Prepared>> find(TenantId tenant, OperationId operation, ToolId tool) {
        return tenancy.sql(
                        tenant,
                        connection -> connection
                                .preparedQuery(PREPARE)
                                .execute(Tuple.of(tenant.value(), operation.value(), tool.value())))
                .map(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    return found.hasNext() ? Optional.of(prepared(tenant, found.next())) : Optional.empty();
                });
    }

    private Prepared prepared(TenantId tenant, Row row) {
        var names = row.getString("operation_arguments");
        return new Prepared(
                new Link(
                        tenant,
                        new IntegrationId(row.getUUID("integration_id")),
                        IntegrationKind.fromString(row.getString("kind")),
                        row.getLong("version"),
                        ObjectColumn.read(row.getString("settings")),
                        seal.open(tenant, row.getString("sealed_credentials"))),
                new Operation(
                        new OperationId(row.getUUID("id")),
                        row.getString("name"),
                        ObjectColumn.read(row.getString("definition")),
                        ObjectColumn.read(row.getString("parameters")),
                        row.getString("risk").equals(SaveOperation.READ)),
                ObjectColumn.read(row.getString("parameters")),
                names == null ? null : ObjectColumn.read(names),
                Duration.ofSeconds(row.getInteger("cache_seconds")));
    }
}
