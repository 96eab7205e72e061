package usher.kit.idempotency;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;

/** The stored keys and first answers. */
@ApplicationScoped
class IdempotencyKeys {
    /** Takes the key, also one that was taken a minute ago by a request that ended before it had changed anything. */
    private static final String TAKE = """
            insert into idempotency (tenant_id, route, key, request_hash) values ($1, $2, $3, $4)
            on conflict (tenant_id, route, key) do update set created_at = now()
             where idempotency.status is null and idempotency.created_at < now() - interval '1 minute'
               and idempotency.request_hash = excluded.request_hash
            returning created_at
            """;

    private static final String FIND = """
            select request_hash, status, body, created_at < now() - interval '1 minute' as late
              from idempotency where tenant_id = $1 and route = $2 and key = $3
            """;
    private static final String OURS = " where tenant_id = $1 and route = $2 and key = $3 and created_at = $4";
    private static final String FINISH = "update idempotency set status = $5, body = $6" + OURS;

    /** A request that failed after a commit has changed something: its key stays, so that it is not carried out again. */
    private static final String FORGET = "delete from idempotency" + OURS + " and status is null";

    private final Tenancy tenancy;
    private final Sealer sealer;
    private final Pool jobs;

    IdempotencyKeys(Tenancy tenancy, Sealer sealer, @ReactiveDataSource("jobs") Pool jobs) {
        this.tenancy = tenancy;
        this.sealer = sealer;
        this.jobs = jobs;
    }

    Uni<Taking> take(TenantId tenant, String route, String key, String requestHash) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(TAKE)
                        .execute(Tuple.of(tenant.value(), route, key, requestHash))
                        .chain(taken -> taken.rowCount() == 1
                                ? Uni.createFrom()
                                        .item(ours(
                                                tenant,
                                                route,
                                                key,
                                                taken.iterator().next()))
                                : connection
                                        .preparedQuery(FIND)
                                        .execute(Tuple.of(tenant.value(), route, key))
                                        .map(rows ->
                                                taken(tenant, rows.iterator().next()))));
    }

    Uni<Void> finish(Claim claim, int status, String body) {
        return onRow(claim, FINISH, claim.row().addInteger(status).addString(sealer.seal(claim.tenant(), body)));
    }

    Uni<Void> forget(Claim claim) {
        return onRow(claim, FORGET, claim.row());
    }

    private Uni<Void> onRow(Claim claim, String sql, Tuple arguments) {
        return tenancy.sql(
                claim.tenant(),
                connection -> connection.preparedQuery(sql).execute(arguments).replaceWithVoid());
    }

    @Scheduled(every = "1h", delayed = "5m")
    Uni<Void> forgetOld() {
        return jobs.query("delete from idempotency where created_at < now() - interval '24 hours'")
                .execute()
                .chain(() -> jobs.query("delete from inbox where received_at < now() - interval '14 days'")
                        .execute())
                .replaceWithVoid();
    }

    private static Taking ours(TenantId tenant, String route, String key, Row row) {
        return new Taking.Ours(new Claim(tenant, route, key, row.getOffsetDateTime("created_at")));
    }

    private Taking taken(TenantId tenant, Row row) {
        var body = row.getString("body");
        return new Taking.Taken(
                row.getString("request_hash"),
                row.getInteger("status"),
                body == null ? null : sealer.open(tenant, body),
                row.getBoolean("late"));
    }
}
