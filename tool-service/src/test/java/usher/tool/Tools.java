package usher.tool;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Role;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTokens;

/** The API of tools as its callers use it. */
public final class Tools {
    public static final String CATALOG = "/api/v1/tools/catalog";
    public static final String TENANT_TOOLS = "/api/v1/tools/tenant-tools";
    public static final String INVOCATIONS = "/api/v1/tools/invocations";
    public static final String INTERNAL = "/api/v1/tools/internal/invocations";

    private Tools() {}

    /** A tool of the catalogue and a tenant's connection to it. */
    public record Connected(String tool, String name, String secret) {}

    public static TenantId tenant() {
        return TestTenants.active().id();
    }

    public static String newName() {
        return "tool_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Looks up an order of the signed-in customer. */
    public static JsonObject orderTool(String name) {
        return new JsonObject("""
                {"name": "%s", "description": "Looks up an order", "category": "orders", "risk": "read",
                 "label": "Checking order {order}", "done_label": "Checked order {order}",
                 "parameters": {"type": "object", "additionalProperties": false, "required": ["order", "customer_id"],
                   "properties": {
                     "order": {"type": "string", "pattern": "^[0-9]+$"},
                     "day": {"type": "string", "format": "date"},
                     "customer_id": {"type": "string"}}},
                 "identity": {"customer_id": "sub"}}
                """.formatted(name));
    }

    /** Takes any object and needs no identity. */
    public static JsonObject plainTool(String name) {
        return orderTool(name)
                .put("parameters", new JsonObject().put("type", "object"))
                .put("identity", new JsonObject());
    }

    /** Cancels an order of the signed-in customer; {@code risk} is write or money. */
    public static JsonObject cancelTool(String risk) {
        return orderTool(newName()).put("risk", risk);
    }

    /** The same wish again, by another call of the same turn. */
    public static JsonObject again(JsonObject call) {
        return call.copy().put("call_id", new CallId(UUID.randomUUID()).toString());
    }

    /** The same wish after the visitor has spoken again. */
    public static JsonObject inALaterTurn(JsonObject call) {
        return again(call).put("message_id", new MessageId(UUID.randomUUID()).toString());
    }

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    public static RequestSpecification asAdmin(TenantId tenant) {
        return as(TestTokens.member(Role.ADMIN, tenant));
    }

    public static String register(JsonObject tool) {
        return as(TestTokens.platformAdmin())
                .body(tool.encode())
                .post(CATALOG)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static Connected connect(TenantId tenant, JsonObject tool, String url) {
        return connect(tenant, register(tool), tool.getString("name"), url, 5_000);
    }

    public static Connected connect(TenantId tenant, String tool, String name, String url, int timeoutMs) {
        var wanted = new JsonObject().put("enabled", true).put("url", url).put("timeout_ms", timeoutMs);
        String secret = asAdmin(tenant)
                .body(wanted.encode())
                .put(TENANT_TOOLS + "/" + tool)
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        return new Connected(tool, name, secret);
    }

    /** A call of a new tool that takes anything. */
    public static JsonObject callOfPlainTool(TenantId tenant, String url, int timeoutMs) {
        return callOf(plainTool(newName()), tenant, url, timeoutMs);
    }

    /** Of a tool that changes something. */
    public static JsonObject callOfChangingTool(TenantId tenant, String url, int timeoutMs) {
        return callOf(plainTool(newName()).put("risk", "write"), tenant, url, timeoutMs);
    }

    private static JsonObject callOf(JsonObject tool, TenantId tenant, String url, int timeoutMs) {
        connect(tenant, register(tool), tool.getString("name"), url, timeoutMs);
        return call(tool.getString("name"), new JsonObject(), null);
    }

    public static JsonObject call(String tool, JsonObject arguments, @Nullable JsonObject identity) {
        return new JsonObject()
                .put("tool", tool)
                .put("call_id", new CallId(UUID.randomUUID()).toString())
                .put("conversation", new ConversationId(UUID.randomUUID()).toString())
                .put("message_id", new MessageId(UUID.randomUUID()).toString())
                .put("arguments", arguments)
                .put("identity", identity)
                .put("locale", "en");
    }

    /** Says {@code confirm} or {@code decline} to a call that waits, as the same visitor in the same conversation. */
    public static JsonObject decision(JsonObject call, String said) {
        return new JsonObject()
                .put("decision", said)
                .put("conversation", call.getString("conversation"))
                .put("message_id", new MessageId(UUID.randomUUID()).toString())
                .put("visitor", new VisitorId(UUID.randomUUID()).toString())
                .put("identity", call.getJsonObject("identity"))
                .put("locale", "en");
    }

    public static ValidatableResponse decide(TenantId tenant, JsonObject call, JsonObject decision) {
        return as(TestTokens.service("tool", tenant))
                .body(decision.encode())
                .post(INTERNAL + "/" + call.getString("call_id") + "/decision")
                .then();
    }

    public static ValidatableResponse invoke(TenantId tenant, JsonObject call) {
        return as(TestTokens.service("tool", tenant))
                .body(call.encode())
                .post(INTERNAL)
                .then();
    }
}
