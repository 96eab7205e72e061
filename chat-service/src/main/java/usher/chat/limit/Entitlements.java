package usher.chat.limit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.id.TenantId;
import usher.kit.event.Intake;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantCache;

/** What billing-service last said that each tenant may use. */
@ApplicationScoped
class Entitlements {
    private static final String STORE = """
            insert into entitlement_snapshot (tenant_id, version, data) values ($1, $2, $3)
            on conflict (tenant_id) do update
               set version = excluded.version, data = excluded.data, updated_at = now()
             where entitlement_snapshot.version < excluded.version
            """;
    private static final String FIND = "select data from entitlement_snapshot where tenant_id = $1";

    /** A change of a plan comes with an event of some ten milliseconds and is to be seen everywhere within a second of it. */
    private static final Duration KEPT = Duration.ofMillis(500);

    private final Intake intake;
    private final Pool jobs;
    private final Tenancy tenancy;
    private final TenantCache<TenantId, Optional<EntitlementsChanged>> cache;

    Entitlements(Intake intake, @ReactiveDataSource("jobs") Pool jobs, Tenancy tenancy) {
        this.intake = intake;
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.cache = new TenantCache<>(this::load, KEPT);
    }

    Uni<Optional<EntitlementsChanged>> of(TenantId tenant) {
        return cache.get(tenant);
    }

    @Incoming("entitlements")
    Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("entitlements", batch, EntitlementsChanged.class, this::store);
    }

    Uni<Void> store(List<Event<EntitlementsChanged>> events) {
        var rows = events.stream().map(Event::data).map(Entitlements::row).toList();
        return jobs.preparedQuery(STORE)
                .executeBatch(rows)
                .invoke(() -> events.forEach(event -> cache.forget(event.data().tenant())))
                .replaceWithVoid();
    }

    private static Tuple row(EntitlementsChanged data) {
        var json = new JsonObject(EventJson.mapper().valueToTree(data).toString());
        return Tuple.of(data.tenant().value(), data.version(), json);
    }

    private Uni<Optional<EntitlementsChanged>> load(TenantId tenant) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(tenant.value()))
                        .map(rows -> rows.size() == 0
                                ? Optional.empty()
                                : Optional.of(read(rows.iterator().next().getJsonObject("data")))));
    }

    private static EntitlementsChanged read(JsonObject json) {
        try {
            return EventJson.mapper().readValue(json.encode(), EntitlementsChanged.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored snapshot can be read", e);
        }
    }
}
