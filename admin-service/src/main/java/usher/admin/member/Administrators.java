package usher.admin.member;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import usher.contracts.id.TenantId;

/** Whom to write to about a tenant when nobody is named: its administrators, or those of the platform if it has none. */
@ApplicationScoped
public class Administrators {
    private static final int MOST = 50;
    private static final String OF_TENANT = """
            select email from member
             where tenant_id = $1 and role = 'ADMIN' and status = 'ACTIVE' order by id limit $2
            """;
    private static final String OF_PLATFORM = """
            select email from member
             where tenant_id is null and role = 'ADMIN' and status = 'ACTIVE' order by id limit $1
            """;
    private static final String SEE_PLATFORM = "select set_config('usher.platform', $1, true)";

    /** Their addresses, within a transaction of {@code Tenancy.sql}. */
    public Uni<List<String>> of(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(OF_TENANT)
                .execute(Tuple.of(tenant.value(), MOST))
                .map(Administrators::emails)
                .chain(own -> own.isEmpty()
                        ? ofPlatform(connection)
                        : Uni.createFrom().item(own));
    }

    /** Those of the platform, within such a transaction too. Its members belong to no tenant: to see them, the transaction speaks for the platform for a moment. */
    public Uni<List<String>> ofPlatform(SqlConnection connection) {
        return see(connection, "on")
                .chain(() -> connection.preparedQuery(OF_PLATFORM).execute(Tuple.of(MOST)))
                .map(Administrators::emails)
                .call(() -> see(connection, ""));
    }

    private static Uni<Void> see(SqlConnection connection, String platform) {
        return connection
                .preparedQuery(SEE_PLATFORM)
                .execute(Tuple.of(platform))
                .replaceWithVoid();
    }

    private static List<String> emails(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("email"))
                .toList();
    }
}
