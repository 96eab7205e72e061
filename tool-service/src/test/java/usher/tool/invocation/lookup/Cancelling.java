package usher.tool.invocation.lookup;

import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import usher.contracts.id.TenantId;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** A tenant's system that cancels orders, can be asked for cancellations, and is called by a tool. */
final class Cancelling {
    final TenantId tenant = Tools.tenant();
    final String act;
    final String find;
    final JsonObject call;

    private final String integration;

    Cancelling(ToolServer server) {
        integration = Systems.connect(tenant, Systems.api(server.url("")));
        var parameters = Systems.texts("order", "customer", "note");
        act = Systems.add(
                tenant,
                integration,
                Systems.operation(new JsonObject().put("method", "POST").put("path", "/cancel"), parameters)
                        .put("risk", "write"));
        find = Systems.add(
                tenant,
                integration,
                Systems.operation(
                        Systems.get("/find")
                                .put(
                                        "query",
                                        new JsonObject().put("ref", "{ref}").put("who", "{who}")),
                        Systems.texts("ref", "who")));
        var tool = Tools.cancelTool("write");
        Systems.bind(tenant, tool, act, new JsonObject().put("customer_id", "customer"));
        call = Tools.call(
                tool.getString("name"), new JsonObject().put("order", "1042"), new JsonObject().put("sub", "cust-7"));
    }

    JsonObject lookUp() {
        return new JsonObject()
                .put("operation", find)
                .put("arguments", new JsonObject().put("ref", "{order}").put("who", "{customer}"))
                .put("found", "/data/0");
    }

    ValidatableResponse save(JsonObject lookUp) {
        return Tools.asAdmin(tenant).body(lookUp.encode()).put(path(act)).then();
    }

    String path(String operation) {
        return Systems.operations(integration) + "/" + operation + "/look-up";
    }
}
