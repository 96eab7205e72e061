package usher.tool.stock;

import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import usher.contracts.id.TenantId;
import usher.tool.Tools;

/** The API of watches as its callers use it. */
final class Watching {
    static final String WATCHES = "/api/v1/tools/stock-watches";

    private Watching() {}

    static JsonObject sku(String integration, String sku) {
        return new JsonObject()
                .put("integration", integration)
                .put("name", "Mug " + sku)
                .put("sku", sku);
    }

    static ValidatableResponse save(TenantId tenant, JsonObject wanted) {
        return Tools.asAdmin(tenant).body(wanted.encode()).post(WATCHES).then();
    }

    /** Returns its id. */
    static String watch(TenantId tenant, JsonObject wanted) {
        return save(tenant, wanted).statusCode(201).extract().path("id");
    }

    static ValidatableResponse change(TenantId tenant, String watch, JsonObject wanted) {
        return Tools.asAdmin(tenant)
                .body(wanted.encode())
                .put(WATCHES + "/" + watch)
                .then();
    }

    static ValidatableResponse see(TenantId tenant, String watch) {
        return Tools.asAdmin(tenant).get(WATCHES + "/" + watch).then();
    }
}
