package usher.chat.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.LiveSource;
import usher.contracts.event.ToolDefinition;
import usher.contracts.event.ToolsChanged;
import usher.contracts.id.TenantId;
import usher.kit.event.Intake;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantCache;

/** The tools each tenant has enabled, and what grounds its answers, as tool-service last said. */
@ApplicationScoped
public class Tools {
    private static final String STORE = """
            insert into tool_snapshot (tenant_id, version, data) values ($1, $2, $3)
            on conflict (tenant_id) do update
               set version = excluded.version, data = excluded.data, updated_at = now()
             where tool_snapshot.version < excluded.version
            """;
    private static final String FIND = "select data from tool_snapshot where tenant_id = $1";

    private final Intake intake;
    private final Pool jobs;
    private final Tenancy tenancy;
    private final TenantCache<TenantId, Known> cache;

    Tools(Intake intake, @ReactiveDataSource("jobs") Pool jobs, Tenancy tenancy) {
        this.intake = intake;
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.cache = new TenantCache<>(this::load);
    }

    private record Known(List<ToolDefinition> tools, List<LiveSource> sources) {
        private static final Known NOTHING = new Known(List.of(), List.of());
    }

    public Uni<List<ToolDefinition>> of(TenantId tenant) {
        return cache.get(tenant).map(Known::tools);
    }

    /** The operations that may ground answers. */
    public Uni<List<LiveSource>> sources(TenantId tenant) {
        return cache.get(tenant).map(Known::sources);
    }

    @Incoming("tools")
    Uni<Void> take(ConsumerRecords<String, byte[]> batch) {
        return intake.handle("tools", batch, ToolsChanged.class, this::store);
    }

    Uni<Void> store(List<Event<ToolsChanged>> events) {
        var rows = events.stream().map(Event::data).map(Tools::row).toList();
        return jobs.preparedQuery(STORE)
                .executeBatch(rows)
                .invoke(() -> events.forEach(event -> cache.forget(event.data().tenant())))
                .replaceWithVoid();
    }

    private static Tuple row(ToolsChanged data) {
        var json = new JsonObject(EventJson.mapper().valueToTree(data).toString());
        return Tuple.of(data.tenant().value(), data.version(), json);
    }

    private Uni<Known> load(TenantId tenant) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(tenant.value()))
                        .map(rows -> rows.size() == 0
                                ? Known.NOTHING
                                : known(rows.iterator().next().getJsonObject("data"))));
    }

    private static Known known(JsonObject json) {
        var data = read(json);
        return new Known(data.tools(), data.sources());
    }

    private static ToolsChanged read(JsonObject json) {
        try {
            return EventJson.mapper().readValue(json.encode(), ToolsChanged.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored snapshot can be read", e);
        }
    }
}
