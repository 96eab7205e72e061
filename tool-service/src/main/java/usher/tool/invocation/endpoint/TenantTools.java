package usher.tool.invocation.endpoint;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;

/** Tenants' tools as calls need them, within the transaction that asks; by the plain client. */
@ApplicationScoped
public class TenantTools {
    /** The tools of tenant $1. */
    private static final String TENANT_TOOL = """
            select t.tool_id, t.url, t.operation_id, t.timeout_ms, t.config, t.sealed_secret,
                    t.former_sealed_secret, t.former_secret_until,
                   c.name, c.risk, c.revision, c.parameters, c.identity
              from tenant_tool t join catalog_tool c on c.id = t.tool_id
             where t.tenant_id = $1 and c.status = 'active'
                and (c.tenant_id is null or c.tenant_id = $1)
            """;

    /** Tool $2, switched on or not. */
    private static final String ENDPOINT = TENANT_TOOL + " and t.tool_id = $2";

    private static final String ENABLED_ENDPOINT = ENDPOINT + " and t.enabled";

    /** The tool named $2, the tenant's own before that of the platform. */
    private static final String NAMED_ENDPOINT =
            TENANT_TOOL + " and t.enabled and c.name = $2 order by c.tenant_id nulls last limit 1";

    private final EndpointRows rows;

    TenantTools(EndpointRows rows) {
        this.rows = rows;
    }

    /** A tool of the tenant that is switched on. */
    public Uni<@Nullable Endpoint> endpoint(SqlConnection connection, TenantId tenant, ToolId tool) {
        return endpoint(connection, ENABLED_ENDPOINT, Tuple.of(tenant.value(), tool.value()));
    }

    /** The tool that a tenant's models know by this name. */
    Uni<@Nullable Endpoint> endpoint(SqlConnection connection, TenantId tenant, String tool) {
        return endpoint(connection, NAMED_ENDPOINT, Tuple.of(tenant.value(), tool));
    }

    /** A tool of the tenant, be it switched on or not. */
    public Uni<@Nullable Endpoint> anyEndpoint(SqlConnection connection, TenantId tenant, ToolId tool) {
        return endpoint(connection, ENDPOINT, Tuple.of(tenant.value(), tool.value()));
    }

    private Uni<@Nullable Endpoint> endpoint(SqlConnection connection, String sql, Tuple which) {
        return connection
                .preparedQuery(sql)
                .execute(which)
                .map(TenantTools::first)
                .map(row -> row == null ? null : rows.endpoint(row));
    }

    private static @Nullable Row first(RowSet<Row> found) {
        var each = found.iterator();
        return each.hasNext() ? each.next() : null;
    }
}
