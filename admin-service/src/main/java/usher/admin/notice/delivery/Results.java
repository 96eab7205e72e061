package usher.admin.notice.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.admin.notice.Attempt;
import usher.admin.notice.delivery.Due.Call;
import usher.admin.notice.delivery.Due.Delivery;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/**
 * Stores what came of an attempt, and what follows from it, in one transaction. What came under a claim that is not the
 * delivery's any more is worth nothing: somebody has asked for it again or disabled the endpoint, or another replica tries by now.
 */
@ApplicationScoped
class Results {
    private static final Logger LOG = Logger.getLogger(Results.class);
    private static final String CLOSE = """
            update delivery
               set state = $4, attempts = $5, next_attempt_at = $6, delivered_at = $7, claim = null
             where tenant_id = $1 and id = $2 and claim = $3
            """;
    /** Before the delivery: whoever disables an endpoint holds it and then wants all that waits for it. */
    private static final String HOLD_ENDPOINT =
            "select 1 from webhook_endpoint where tenant_id = $1 and id = $2 for no key update";

    private static final String LOG_ATTEMPT = """
            insert into delivery_attempt (tenant_id, id, delivery_id, attempted_at, status, ms, error)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    private final Tenancy tenancy;
    private final Health health;
    private final Ids ids;
    private final InstantSource clock;

    Results(Tenancy tenancy, Health health, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.health = health;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<Void> store(Due due, Attempt attempt, int ms) {
        var now = clock.instant();
        var delivery = due.delivery();
        tell(delivery, attempt, ms);
        return tenancy.sql(
                delivery.tenant(),
                connection -> hold(connection, due)
                        .chain(() -> close(connection, delivery, attempt, now))
                        .chain(ours -> ours
                                ? log(connection, delivery, attempt, ms, now)
                                        .chain(() -> judge(connection, due, attempt, now))
                                : Uni.createFrom().voidItem()));
    }

    private static Uni<Void> hold(SqlConnection connection, Due due) {
        return due instanceof Call call
                ? connection
                        .preparedQuery(HOLD_ENDPOINT)
                        .execute(Tuple.of(
                                call.delivery().tenant().value(),
                                call.endpoint().value()))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** Whether the delivery was still ours. */
    private static Uni<Boolean> close(SqlConnection connection, Delivery delivery, Attempt attempt, Instant now) {
        int attempts = delivery.attempts() + 1;
        var wait = Schedule.after(attempts);
        boolean again = !attempt.isDelivered() && wait.isPresent();
        var values = Tuple.tuple()
                .addUUID(delivery.tenant().value())
                .addUUID(delivery.id())
                .addUUID(delivery.claim())
                .addString(attempt.isDelivered() ? "DELIVERED" : again ? "WAITING" : "FAILED")
                .addInteger(attempts)
                .addOffsetDateTime(again ? utc(now.plus(wait.get())) : null)
                .addOffsetDateTime(attempt.isDelivered() ? utc(now) : null);
        return connection.preparedQuery(CLOSE).execute(values).map(rows -> rows.rowCount() == 1);
    }

    private Uni<Void> log(SqlConnection connection, Delivery delivery, Attempt attempt, int ms, Instant now) {
        var values = Tuple.tuple()
                .addUUID(delivery.tenant().value())
                .addUUID(ids.next())
                .addUUID(delivery.id())
                .addOffsetDateTime(utc(now))
                .addInteger(attempt.status())
                .addInteger(ms)
                .addString(attempt.error());
        return connection.preparedQuery(LOG_ATTEMPT).execute(values).replaceWithVoid();
    }

    private Uni<Void> judge(SqlConnection connection, Due due, Attempt attempt, Instant now) {
        return due instanceof Call call
                ? health.note(connection, call, attempt, now)
                : Uni.createFrom().voidItem();
    }

    private static void tell(Delivery delivery, Attempt attempt, int ms) {
        LOG.debugf(
                "A delivery was attempted tenant=%s notice=%s status=%s error=%s ms=%d",
                delivery.tenant(), delivery.notice(), attempt.status(), attempt.error(), ms);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
