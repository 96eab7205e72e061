package usher.tool.commerce;

import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import usher.contracts.id.TenantId;
import usher.tool.Systems;
import usher.tool.Tools;

/** Shops as a tenant's administrators connect them. */
public final class Shops {
    private Shops() {}

    /** Takes over what the shop offers under a name; returns the operation's id. */
    public static String takeOver(TenantId tenant, String integration, String name, int cacheSeconds) {
        var offers = new JsonObject(Tools.asAdmin(tenant)
                .get(Systems.INTEGRATIONS + "/" + integration + "/offers")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        var offer = offers.getJsonArray("data").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
        return Systems.add(tenant, integration, offer.copy().put("cache_seconds", cacheSeconds));
    }

    /** What comes of an operation, tried out. */
    public static ValidatableResponse ask(TenantId tenant, String integration, String name, JsonObject arguments) {
        return Systems.run(tenant, integration, takeOver(tenant, integration, name, 0), arguments)
                .statusCode(200);
    }

    public static JsonObject order(String number, String email) {
        return new JsonObject().put("order_number", number).put("email", email);
    }

    public static JsonObject sku(String sku) {
        return new JsonObject().put("sku", sku);
    }

    public static ValidatableResponse test(TenantId tenant, String integration) {
        return Systems.post(tenant, Systems.INTEGRATIONS + "/" + integration + "/test", new JsonObject())
                .statusCode(200);
    }

    /** A tool that takes anything and stands for an operation; returns its name. */
    public static String bind(TenantId tenant, String operation, int timeoutMs) {
        return bind(tenant, Tools.plainTool(Tools.newName()), operation, timeoutMs);
    }

    public static String bind(TenantId tenant, JsonObject tool, String operation, int timeoutMs) {
        var wanted = new JsonObject()
                .put("enabled", true)
                .put("operation", operation)
                .put("timeout_ms", timeoutMs);
        Tools.asAdmin(tenant)
                .body(wanted.encode())
                .put(Tools.TENANT_TOOLS + "/" + Tools.register(tool))
                .then()
                .statusCode(201);
        return tool.getString("name");
    }
}
