package usher.chat.subscriber;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.VisitorEntitled;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.event.Intake;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantCache;

/** What billing-service last said that visitors may use. */
@ApplicationScoped
public class VisitorGrants {
    /** Under whom a tenant's word for all other visitors is kept. */
    private static final UUID EVERYBODY = new UUID(0, 0);

    private static final String STORE = """
            insert into visitor_entitlement (tenant_id, visitor_id, version, data) values ($1, $2, $3, $4)
            on conflict (tenant_id, visitor_id) do update
               set version = excluded.version, data = excluded.data, updated_at = now()
             where visitor_entitlement.version < excluded.version
            """;
    private static final String FIND = "select data from visitor_entitlement where tenant_id = $1 and visitor_id = $2";

    private final Intake intake;
    private final Pool jobs;
    private final Tenancy tenancy;
    private final TenantCache<Holder, Optional<VisitorEntitled>> cache;

    VisitorGrants(Intake intake, @ReactiveDataSource("jobs") Pool jobs, Tenancy tenancy) {
        this.intake = intake;
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.cache = new TenantCache<>(this::load);
    }

    private record Holder(TenantId tenant, UUID visitor) {
        static Holder of(VisitorEntitled said) {
            return new Holder(
                    said.tenant(),
                    said.visitor() == null ? EVERYBODY : said.visitor().value());
        }
    }

    /** The most that the visitor may use at that moment; empty where visitors have no limits of their own. */
    public Uni<Optional<VisitorGrant>> of(TenantId tenant, @Nullable VisitorId visitor, Instant now) {
        if (visitor == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return cache.get(new Holder(tenant, EVERYBODY))
                .chain(all -> all.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : cache.get(new Holder(tenant, visitor.value()))
                                .map(own -> own.flatMap(said -> best(said, now)).or(() -> best(all.get(), now))));
    }

    @Incoming("visitors")
    Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("visitors", batch, VisitorEntitled.class, this::store);
    }

    public Uni<Void> store(List<Event<VisitorEntitled>> events) {
        var rows = events.stream().map(Event::data).map(VisitorGrants::row).toList();
        return jobs.preparedQuery(STORE)
                .executeBatch(rows)
                .invoke(() -> events.forEach(event -> cache.forget(Holder.of(event.data()))))
                .replaceWithVoid();
    }

    /** Grants stand in the order of what they are worth, the least first. */
    private static Optional<VisitorGrant> best(VisitorEntitled said, Instant now) {
        return said.grants().stream()
                .filter(grant -> grant.until() == null || now.isBefore(grant.until()))
                .reduce((less, more) -> more);
    }

    private static Tuple row(VisitorEntitled said) {
        var json = new JsonObject(EventJson.mapper().valueToTree(said).toString());
        return Tuple.of(said.tenant().value(), Holder.of(said).visitor(), said.version(), json);
    }

    private Uni<Optional<VisitorEntitled>> load(Holder holder) {
        return tenancy.sql(
                holder.tenant(),
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(holder.tenant().value(), holder.visitor()))
                        .map(rows -> rows.size() == 0
                                ? Optional.empty()
                                : Optional.of(read(rows.iterator().next().getJsonObject("data")))));
    }

    private static VisitorEntitled read(JsonObject json) {
        try {
            return EventJson.mapper().readValue(json.encode(), VisitorEntitled.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored snapshot can be read", e);
        }
    }
}
