package usher.kit.event;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import usher.contracts.id.TenantId;

/**
 * Ships the outbox to Kafka: woken after a commit, with a poll behind it. Rows leave in the transaction that waited for
 * Kafka's acknowledgement, so a crash repeats events but never loses one. One replica relays at a time (an advisory
 * lock), which keeps the events of a tenant in order: a compacted topic must not end with an older snapshot. An event
 * that Kafka will never take is set aside, in the same transaction, and the others go on.
 */
@ApplicationScoped
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final long POLL_MILLIS = 200;

    /** What is written within this time leaves together: a transaction for each event would cost more than the event. */
    private static final long PACE_MILLIS = 25;

    private static final long LOCK = 0x0075_7368_6572L;

    /** It does not wait for the disk: a row that comes back after a crash is sent once more, as any may be. */
    private static final String ALONE = """
            select pg_try_advisory_xact_lock($1 # hashtext(current_schema())) and exists (select from outbox) as work,
                   set_config('synchronous_commit', 'off', true)
            """;

    private static final String TAKE = """
            delete from outbox where seq in (select seq from outbox order by seq limit $1)
            returning seq, tenant_id, topic, payload, key, created_at
            """;
    private static final String SET_ASIDE = """
            insert into outbox_dead (seq, tenant_id, topic, payload, created_at, cause, key)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    private final Vertx vertx;
    private final Pool jobs;
    private final EventSender sender;
    private final Outbox outbox;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile boolean stopped;

    OutboxRelay(Vertx vertx, @ReactiveDataSource("jobs") Pool jobs, EventSender sender, Outbox outbox) {
        this.vertx = vertx;
        this.jobs = jobs;
        this.sender = sender;
        this.outbox = outbox;
    }

    void start(@Observes StartupEvent event) {
        outbox.onCommit(this::wake);
        vertx.setPeriodic(POLL_MILLIS, timer -> wake());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void wake() {
        again.set(true);
        if (!stopped && running.compareAndSet(false, true)) {
            again.set(false);
            jobs.withTransaction(this::ship).subscribe().with(this::rest, failure -> {
                LOG.warnf("Events wait in the outbox cause=%s", failure.toString());
                rest(0);
            });
        }
    }

    private void rest(int shipped) {
        if (shipped == BATCH) {
            goOn(true);
        } else {
            vertx.setTimer(PACE_MILLIS, timer -> goOn(again.get()));
        }
    }

    private void goOn(boolean more) {
        running.set(false);
        if (more || again.get()) {
            wake();
        }
    }

    private Uni<Integer> ship(SqlConnection connection) {
        return connection
                .preparedQuery(ALONE)
                .execute(Tuple.of(LOCK))
                .chain(rows -> rows.iterator().next().getBoolean("work")
                        ? connection
                                .preparedQuery(TAKE)
                                .execute(Tuple.of(BATCH))
                                .chain(taken -> send(connection, taken))
                        : Uni.createFrom().item(0));
    }

    private Uni<Integer> send(SqlConnection connection, RowSet<Row> taken) {
        var rows = new ArrayList<Row>(taken.size());
        taken.forEach(rows::add);
        rows.sort(Comparator.comparingLong(row -> row.getLong("seq")));
        var sends = rows.stream().map(row -> send(connection, row)).toList();
        return sends.isEmpty()
                ? Uni.createFrom().item(0)
                : Uni.join().all(sends).andFailFast().replaceWith(rows.size());
    }

    private Uni<Void> send(SqlConnection connection, Row row) {
        return sender.send(row.getString("topic"), key(row), row.getString("payload"))
                .onFailure(EventSender::isForGood)
                .recoverWithUni(refused -> setAside(connection, row, refused));
    }

    /** What SQL functions write themselves is keyed by the tenant. */
    private static String key(Row row) {
        var key = row.getString("key");
        return key == null ? new TenantId(row.getUUID("tenant_id")).toString() : key;
    }

    private static Uni<Void> setAside(SqlConnection connection, Row row, Throwable refused) {
        LOG.errorf(
                "An event was set aside in outbox_dead topic=%s tenant=%s seq=%d cause=%s",
                row.getString("topic"), row.getUUID("tenant_id"), row.getLong("seq"), refused.toString());
        var dead = Tuple.tuple()
                .addLong(row.getLong("seq"))
                .addUUID(row.getUUID("tenant_id"))
                .addString(row.getString("topic"))
                .addString(row.getString("payload"))
                .addOffsetDateTime(row.getOffsetDateTime("created_at"))
                .addString(refused.toString())
                .addString(row.getString("key"));
        return connection.preparedQuery(SET_ASIDE).execute(dead).replaceWithVoid();
    }
}
