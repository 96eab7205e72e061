package usher.chat.retention;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/** What tests do with the pool that sees all tenants. */
final class Jobs {
    private Jobs() {}

    static Pool pool() {
        return CDI.current()
                .select(Pool.class, new ReactiveDataSource.ReactiveDataSourceLiteral("jobs"))
                .get();
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    static <T> T on(Function<SqlConnection, Uni<T>> work) {
        return await(pool().withConnection(work));
    }

    static List<Row> rows(String sql, Object... arguments) {
        return StreamSupport.stream(
                        await(pool().preparedQuery(sql).execute(Tuple.from(arguments)))
                                .spliterator(),
                        false)
                .toList();
    }

    static long messages(TenantId tenant) {
        return rows("select count(*) from message where tenant_id = $1", tenant.value())
                .getFirst()
                .getLong(0);
    }

    /** As admin-service and billing-service would have said. */
    static void keep(TenantId tenant, @Nullable Integer own, @Nullable Long plan) {
        if (own != null) {
            rows(
                    "update tenant_snapshot set data = jsonb_set(data, '{retention_days}', to_jsonb($2::int)) where tenant_id = $1",
                    tenant.value(),
                    own);
        }
        if (plan != null) {
            var limit = new JsonObject()
                    .put("metric", "retention.days")
                    .put("amount", plan < 0 ? null : plan)
                    .put("period", "day")
                    .put("hard", true);
            rows(
                    "insert into entitlement_snapshot (tenant_id, version, data) values ($1, 1, $2)",
                    tenant.value(),
                    new JsonObject().put("limits", new JsonArray().add(limit)));
        }
    }
}
