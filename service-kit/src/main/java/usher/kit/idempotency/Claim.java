package usher.kit.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.reactive.mutiny.Mutiny;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Closing;

/**
 * A key that a request has taken. While the request works, each of its transactions that wrote something marks the
 * key's row, and is rolled back when another request has taken the key over meanwhile.
 */
final class Claim implements Closing {
    private final TenantId tenant;
    private final String route;
    private final String key;
    private final OffsetDateTime takenAt;
    private final AtomicBoolean working = new AtomicBoolean(true);

    Claim(TenantId tenant, String route, String key, OffsetDateTime takenAt) {
        this.tenant = tenant;
        this.route = route;
        this.key = key;
        this.takenAt = takenAt;
    }

    TenantId tenant() {
        return tenant;
    }

    /** Which row it is: tenant, route, key and the moment it was taken. */
    Tuple row() {
        return Tuple.of(tenant.value(), route, key, takenAt);
    }

    /** What follows is about the answer and no work any more. */
    void rest() {
        working.set(false);
    }

    @Override
    public Uni<Void> in(SqlConnection connection) {
        return working.get()
                ? connection
                        .preparedQuery("select mark_idempotency($1, $2, $3, $4)")
                        .execute(row())
                        .invoke(rows -> requireStillOurs(rows.iterator().next().getBoolean(0)))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** What Hibernate has not written yet is written before: the mark changes whose rows the transaction sees. */
    @Override
    public Uni<Void> in(Mutiny.Session session) {
        return working.get()
                ? session.flush()
                        .chain(() -> session.createNativeQuery(
                                        "select mark_idempotency(:tenant, :route, :key, :taken)", Boolean.class)
                                .setParameter("tenant", tenant.value())
                                .setParameter("route", route)
                                .setParameter("key", key)
                                .setParameter("taken", takenAt)
                                .getSingleResult())
                        .invoke(Claim::requireStillOurs)
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    static Refusal inProgress() {
        return Refusal.conflict("idempotency-in-progress", "The first request with this key is still running.");
    }

    private static void requireStillOurs(boolean ours) {
        if (!ours) {
            throw inProgress();
        }
    }
}
