package usher.tool.live;

import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.ToolsChanged;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.test.TestTokens;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Topics;

/** A tenant's operation that grounds answers. */
record Ground(TenantId tenant, String integration, String operation) {
    static final JsonObject HOURS = new JsonObject()
            .put("label", "Opening hours")
            .put("url", "https://shop.example.com/hours")
            .put("words", new JsonArray().add("open"));

    private static final String LIVE_DATA = "/api/v1/tools/internal/live-data";

    /** Of a new tenant. */
    static Ground of(ToolServer server, JsonObject operation) {
        var tenant = Tools.tenant();
        var integration = Systems.connect(tenant, Systems.api(server.url("/")));
        return new Ground(tenant, integration, Systems.add(tenant, integration, operation));
    }

    static Ground of(ToolServer server, String path, JsonObject parameters) {
        return of(server, Systems.operation(Systems.get(path), parameters));
    }

    Ground beside(String path) {
        var other = Systems.operation(Systems.get(path), Systems.texts());
        return new Ground(tenant, integration, Systems.add(tenant, integration, other));
    }

    Ground askedBy(TenantId other) {
        return new Ground(other, integration, operation);
    }

    String path() {
        return Systems.operations(integration) + "/" + operation + "/live-source";
    }

    ValidatableResponse save(JsonObject source) {
        return Tools.asAdmin(tenant).body(source.encode()).put(path()).then();
    }

    ValidatableResponse ask(@Nullable JsonObject identity) {
        return ask(identity, operation);
    }

    ValidatableResponse ask(@Nullable JsonObject identity, String... operations) {
        var wanted = new JsonObject()
                .put("operations", new JsonArray(List.of(operations)))
                .put("question", "Are you open?")
                .put("identity", identity)
                .put("locale", "en")
                .put("timeout_ms", 600);
        return Tools.as(TestTokens.service("tool", tenant))
                .body(wanted.encode())
                .post(LIVE_DATA)
                .then();
    }

    /** After the first, which tells that there is an integration. */
    List<ToolsChanged> announced(int times) {
        var told = Topics.until(Topic.TOOLS, tenant, ToolsChanged.class, all -> all.size() > times);
        return told.subList(1, told.size());
    }
}
