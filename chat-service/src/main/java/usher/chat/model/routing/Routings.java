package usher.chat.model.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;

/** What each tenant wants of routing. */
@ApplicationScoped
public class Routings {
    private static final String FIND = "select data from model_routing where tenant_id = $1";
    private static final String STORE = """
            insert into model_routing (tenant_id, data) values ($1, $2)
            on conflict (tenant_id) do update set data = excluded.data, updated_at = now()
            """;

    private final Tenancy tenancy;
    private final ObjectMapper mapper;

    Routings(Tenancy tenancy, ObjectMapper mapper) {
        this.tenancy = tenancy;
        this.mapper = mapper;
    }

    public Uni<RoutingSettings> of(TenantId tenant) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(tenant.value()))
                        .map(rows -> rows.size() == 0
                                ? RoutingSettings.OFF
                                : read(rows.iterator().next().getJsonObject("data"))));
    }

    Uni<Void> store(TenantId tenant, RoutingSettings settings) {
        var data = new JsonObject(mapper.valueToTree(settings).toString());
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(STORE)
                        .execute(Tuple.of(tenant.value(), data))
                        .replaceWithVoid());
    }

    private RoutingSettings read(JsonObject data) {
        try {
            return mapper.readValue(data.encode(), RoutingSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored settings can be read", e);
        }
    }
}
