package usher.tool.allowance;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.kit.event.Intake;

/** Keeps what billing-service says; of two versions the newer counts, whichever comes first. */
@ApplicationScoped
class EntitlementConsumer {
    private static final String STORE = """
            insert into entitlement_snapshot (tenant_id, version, data) values ($1, $2, $3)
            on conflict (tenant_id) do update
               set version = excluded.version, data = excluded.data, updated_at = now()
             where entitlement_snapshot.version < excluded.version""";

    private final Intake intake;
    private final Pool jobs;
    private final CallLimits calls;

    EntitlementConsumer(Intake intake, @ReactiveDataSource("jobs") Pool jobs, CallLimits calls) {
        this.intake = intake;
        this.jobs = jobs;
        this.calls = calls;
    }

    @Incoming("entitlements")
    Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("entitlements", batch, EntitlementsChanged.class, this::store);
    }

    Uni<Void> store(List<Event<EntitlementsChanged>> events) {
        return jobs.preparedQuery(STORE)
                .executeBatch(events.stream().map(event -> row(event.data())).toList())
                .invoke(() -> events.forEach(event -> calls.forget(event.data().tenant())))
                .replaceWithVoid();
    }

    private static Tuple row(EntitlementsChanged data) {
        var json = new JsonObject(EventJson.mapper().valueToTree(data).toString());
        return Tuple.of(data.tenant().value(), data.version(), json);
    }
}
