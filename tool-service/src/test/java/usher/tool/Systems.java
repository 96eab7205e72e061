package usher.tool;

import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/** The API of integrations as its callers use it. */
public final class Systems {
    public static final String INTEGRATIONS = "/api/v1/tools/integrations";

    private Systems() {}

    /** An API that anybody may enter. */
    public static JsonObject api(String baseUrl) {
        return integration("custom_api", new JsonObject().put("base_url", baseUrl), new JsonObject());
    }

    public static JsonObject integration(String kind, JsonObject settings, JsonObject credentials) {
        return new JsonObject()
                .put("kind", kind)
                .put("name", Tools.newName())
                .put("settings", settings)
                .put("credentials", credentials);
    }

    public static String connect(TenantId tenant, JsonObject integration) {
        return post(tenant, INTEGRATIONS, integration).statusCode(201).extract().path("id");
    }

    /** An operation that reads, by a definition. */
    public static JsonObject operation(JsonObject definition, JsonObject parameters) {
        return new JsonObject()
                .put("name", Tools.newName())
                .put("description", "Reads something")
                .put("risk", "read")
                .put("definition", definition)
                .put("parameters", parameters);
    }

    public static JsonObject get(String path) {
        return new JsonObject().put("method", "GET").put("path", path);
    }

    /** Parameters that are texts, none of them required. */
    public static JsonObject texts(String... names) {
        var properties = new JsonObject();
        for (var name : names) {
            properties.put(name, new JsonObject().put("type", "string"));
        }
        return new JsonObject().put("type", "object").put("properties", properties);
    }

    public static String add(TenantId tenant, String integration, JsonObject operation) {
        return post(tenant, operations(integration), operation)
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static ValidatableResponse run(TenantId tenant, String integration, String operation, JsonObject arguments) {
        var wanted = new JsonObject().put("arguments", arguments).put("confirm", true);
        return post(tenant, operations(integration) + "/" + operation + "/run", wanted);
    }

    /** A tool of the catalogue in a tenant's hands that stands for an operation; returns its id. */
    public static String bind(TenantId tenant, JsonObject tool, String operation, @Nullable JsonObject arguments) {
        var id = Tools.register(tool);
        bind(tenant, id, operation, arguments).statusCode(201);
        return id;
    }

    public static ValidatableResponse bind(
            TenantId tenant, String tool, String operation, @Nullable JsonObject arguments) {
        var wanted = new JsonObject().put("enabled", true).put("operation", operation);
        if (arguments != null) {
            wanted.put("arguments", arguments);
        }
        return Tools.asAdmin(tenant)
                .body(wanted.encode())
                .put(Tools.TENANT_TOOLS + "/" + tool)
                .then();
    }

    public static ValidatableResponse post(TenantId tenant, String path, JsonObject body) {
        return Tools.asAdmin(tenant).body(body.encode()).post(path).then();
    }

    public static String operations(String integration) {
        return INTEGRATIONS + "/" + integration + "/operations";
    }
}
