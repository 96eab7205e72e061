package usher.kit.event;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.kit.problem.Refusal;

/** Writes events in the transaction that makes them true; the relay ships them after the commit. */
@ApplicationScoped
public class Outbox {
    /** Kafka takes 1 MiB with key, headers and framing. */
    private static final int LARGEST = 1_000_000;

    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile Runnable relay = () -> {};

    /**
     * Within a transaction of {@code Tenancy.in} or {@code across}. Refuses with 413 {@code change-too-large} what Kafka
     * would not take, and with it the change that the event tells of.
     */
    public Uni<Void> append(Event<?> event) {
        waiting.set(true);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into outbox (tenant_id, topic, payload, key) values (:tenant, :topic, :payload, :key) returning seq",
                                Long.class)
                        .setParameter("tenant", event.subject().value())
                        .setParameter("topic", event.data().topic().topic())
                        .setParameter("payload", payload(event))
                        .setParameter("key", event.key())
                        .getSingleResult())
                .replaceWithVoid();
    }

    /** As above, within a transaction of {@code Tenancy.sql}. */
    public Uni<Void> append(SqlConnection connection, Event<?> event) {
        waiting.set(true);
        return connection
                .preparedQuery("insert into outbox (tenant_id, topic, payload, key) values ($1, $2, $3, $4)")
                .execute(Tuple.of(event.subject().value(), event.data().topic().topic(), payload(event), event.key()))
                .replaceWithVoid();
    }

    /** For SQL functions that write the outbox row themselves: call before, then {@link #committed}. */
    public void expect() {
        waiting.set(true);
    }

    /** Wakes the relay when this process has written something since it was last woken. */
    public void committed() {
        if (waiting.compareAndSet(true, false)) {
            relay.run();
        }
    }

    void onCommit(Runnable wake) {
        this.relay = wake;
    }

    private static String payload(Event<?> event) {
        var payload = EventJson.write(event);
        if (payload.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new Refusal(
                    "change-too-large",
                    413,
                    "With this change there would be more to tell the other services than fits into one message."
                            + " Shorten or remove something first.");
        }
        return payload;
    }
}
