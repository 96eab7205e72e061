package usher.kit.idempotency;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;

/** The stored keys and first answers. */
@ApplicationScoped
class IdempotencyKeys {
    /** Takes the key, also one that was taken a minute ago by a request that never ended. */
    private static final String TAKE = """
            insert into idempotency (tenant_id, route, key, request_hash) values ($1, $2, $3, $4)
            on conflict (tenant_id, route, key) do update set created_at = now()
             where idempotency.status is null and idempotency.created_at < now() - interval '1 minute'
               and idempotency.request_hash = excluded.request_hash
            returning key
            """;

    private static final String FIND =
            "select request_hash, status, body from idempotency where tenant_id = $1 and route = $2 and key = $3";
    private static final String FINISH =
            "update idempotency set status = $4, body = $5 where tenant_id = $1 and route = $2 and key = $3";
    private static final String FORGET = "delete from idempotency where tenant_id = $1 and route = $2 and key = $3";

    private final Tenancy tenancy;
    private final Sealer sealer;
    private final Pool jobs;

    IdempotencyKeys(Tenancy tenancy, Sealer sealer, @ReactiveDataSource("jobs") Pool jobs) {
        this.tenancy = tenancy;
        this.sealer = sealer;
        this.jobs = jobs;
    }

    /** What is known of a key: {@code fresh} when this request may go ahead, else the first one's request and answer. */
    record Known(
            boolean fresh,
            String requestHash,
            @Nullable Integer status,
            @Nullable String body) {}

    Uni<Known> take(TenantId tenant, String route, String key, String requestHash) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(TAKE)
                        .execute(Tuple.of(tenant.value(), route, key, requestHash))
                        .chain(taken -> taken.rowCount() == 1
                                ? Uni.createFrom().item(new Known(true, requestHash, null, null))
                                : connection
                                        .preparedQuery(FIND)
                                        .execute(Tuple.of(tenant.value(), route, key))
                                        .map(rows ->
                                                known(tenant, rows.iterator().next()))));
    }

    Uni<Void> finish(TenantId tenant, String route, String key, int status, String body) {
        var row = Tuple.tuple()
                .addUUID(tenant.value())
                .addString(route)
                .addString(key)
                .addInteger(status)
                .addString(sealer.seal(tenant, body));
        return tenancy.sql(
                tenant,
                connection -> connection.preparedQuery(FINISH).execute(row).replaceWithVoid());
    }

    Uni<Void> forget(TenantId tenant, String route, String key) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FORGET)
                        .execute(Tuple.of(tenant.value(), route, key))
                        .replaceWithVoid());
    }

    @Scheduled(every = "1h", delayed = "5m")
    Uni<Void> forgetOld() {
        return jobs.query("delete from idempotency where created_at < now() - interval '24 hours'")
                .execute()
                .chain(() -> jobs.query("delete from inbox where received_at < now() - interval '14 days'")
                        .execute())
                .replaceWithVoid();
    }

    private Known known(TenantId tenant, Row row) {
        var body = row.getString("body");
        return new Known(
                false,
                row.getString("request_hash"),
                row.getInteger("status"),
                body == null ? null : sealer.open(tenant, body));
    }
}
