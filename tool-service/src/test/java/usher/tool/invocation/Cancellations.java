package usher.tool.invocation;

import io.vertx.core.json.JsonObject;
import java.util.List;
import usher.contracts.id.TenantId;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** A new tenant that has orders cancelled by a tool of its own. */
record Cancellations(ToolServer shop, TenantId tenant, String path, int timeoutMs) {
    private static final JsonObject ORDER = new JsonObject().put("order", "1042");
    private static final JsonObject ANNA = new JsonObject().put("sub", "cust-7");

    /** The tool has a second. */
    static Cancellations at(ToolServer shop) {
        return new Cancellations(shop, Tools.tenant(), "/" + Tools.newName(), 1_000);
    }

    Cancellations patient() {
        return new Cancellations(shop, tenant, path, 30_000);
    }

    /** A call of a new tool; it is answered so. */
    JsonObject answered(ToolServer.Answer answer) {
        shop.answer(path, answer);
        var tool = Tools.cancelTool("write");
        Tools.connect(tenant, Tools.register(tool), tool.getString("name"), shop.url(path), timeoutMs);
        return call(tool.getString("name"));
    }

    /** The first requests get no answer, the later ones the text. */
    JsonObject silentFor(int requests, String then) {
        return answered((request, number) -> {
            if (number > requests) {
                request.response().end(then);
            }
        });
    }

    static JsonObject call(String tool) {
        return Tools.call(tool, ORDER, ANNA);
    }

    /** The target of this call knows no keys. */
    void keyless(JsonObject call) {
        var wanted = new JsonObject()
                .put("enabled", true)
                .put("url", shop.url(path))
                .put("timeout_ms", timeoutMs)
                .put("config", new JsonObject().put("idempotent", false));
        Tools.asAdmin(tenant)
                .body(wanted.encode())
                .put(Tools.TENANT_TOOLS + "/" + toolId(call))
                .then()
                .statusCode(200);
    }

    String toolId(JsonObject call) {
        return Tools.asAdmin(tenant)
                .get(Tools.TENANT_TOOLS)
                .then()
                .extract()
                .path("data.find { it.name == '" + call.getString("tool") + "' }.tool");
    }

    int requests() {
        return shop.received(path).size();
    }

    List<String> keys() {
        return shop.received(path).stream()
                .map(received -> received.header("idempotency-key"))
                .distinct()
                .toList();
    }
}
