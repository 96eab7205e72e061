package usher.e2e.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.e2e.client.Tenant;
import usher.e2e.world.World;

/** Integrations with servers, and what they offer taken over as a tenant's tools, as an administrator does in the console. */
final class Adoption {
    private static final String INTEGRATIONS = "/api/v1/tools/integrations";
    private static final Duration SOON = Duration.ofSeconds(30);

    private Adoption() {}

    /** Answers the path of the integration. */
    static String connect(Api api, Tenant tenant, String name, Map<String, ?> settings) {
        var body = Map.of("kind", "mcp", "name", name, "settings", settings);
        return INTEGRATIONS + "/"
                + api.post(INTEGRATIONS + tenant.query(), body).orThrow().text("/id");
    }

    /** Takes one offer of a server that works over as a tool of that name, and waits until the assistant has it. */
    static void adopt(World world, Tenant tenant, String integration, String offered, String tool) {
        var api = world.operator().api();
        var offer = offer(
                api.get(integration + "/offers" + tenant.query()).orThrow().at("/data"), offered);
        var operation = api.post(integration + "/operations" + tenant.query(), offer)
                .orThrow()
                .text("/id");
        var own = api.post("/api/v1/tools/own-tools" + tenant.query(), tool(tool, offer))
                .orThrow()
                .text("/id");
        api.put("/api/v1/tools/tenant-tools/" + own + tenant.query(), Map.of("enabled", true, "operation", operation))
                .orThrow();
        Eventually.until(
                tenant + " has its tool in chat-service",
                SOON,
                () -> world.books().tools(tenant) > 0);
    }

    private static JsonNode offer(JsonNode offers, String name) {
        return StreamSupport.stream(offers.spliterator(), false)
                .filter(offer -> offer.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + offers));
    }

    private static Map<String, ?> tool(String name, JsonNode offer) {
        return Map.of(
                "name",
                name,
                "description",
                offer.path("description").asText(),
                "category",
                "remote",
                "risk",
                offer.path("risk").asText(),
                "label",
                "Asking another server",
                "done_label",
                "Asked another server",
                "parameters",
                offer.path("parameters"));
    }
}
