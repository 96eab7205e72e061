package usher.admin.seat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Event;
import usher.kit.event.Intake;

/** Keeps what billing-service says of seats; of two versions the newer counts, whichever comes first. */
@ApplicationScoped
class SeatConsumer {
    private static final String STORE = """
            insert into seat_limit (tenant_id, version, plan, amount, hard, updated_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant_id) do update
               set version = excluded.version, plan = excluded.plan, amount = excluded.amount, hard = excluded.hard, updated_at = excluded.updated_at
             where seat_limit.version < excluded.version""";

    private final Intake intake;
    private final Pool jobs;
    private final InstantSource clock;

    SeatConsumer(Intake intake, @ReactiveDataSource("jobs") Pool jobs, InstantSource clock) {
        this.intake = intake;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Incoming("entitlements")
    Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("entitlements", batch, EntitlementsChanged.class, this::store);
    }

    private Uni<Void> store(List<Event<EntitlementsChanged>> events) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return jobs.preparedQuery(STORE)
                .executeBatch(
                        events.stream().map(event -> row(event.data(), now)).toList())
                .replaceWithVoid();
    }

    private static Tuple row(EntitlementsChanged plan, OffsetDateTime now) {
        var seats = plan.limits().stream()
                .filter(limit -> limit.metric().equals(Seats.METRIC))
                .findFirst();
        return Tuple.of(
                plan.tenant().value(),
                plan.version(),
                plan.plan(),
                seats.map(limit -> limit.amount()).orElse(null),
                seats.map(limit -> limit.hard()).orElse(false),
                now);
    }
}
