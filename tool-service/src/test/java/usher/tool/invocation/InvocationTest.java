package usher.tool.invocation;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageRecorded;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.ToolServer;
import usher.tool.ToolServer.Received;
import usher.tool.Tools;
import usher.tool.Topics;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class InvocationTest {
    private static final ToolServer SHOP = new ToolServer();
    private static final JsonObject ORDER = new JsonObject().put("order", "1042");
    private static final JsonObject ANNA = new JsonObject()
            .put("sub", "cust-7")
            .put("email", "anna@example.com")
            .put("exp", 1);

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void callsTheEndpointSignedAndInContext() throws GeneralSecurityException {
        // Given
        var tenant = Tools.tenant();
        var path = "/" + Tools.newName();
        var tool = Tools.connect(
                tenant, Tools.orderTool(Tools.newName()), SHOP.answer(path, 200, "{\"status\":\"shipped\"}"));
        var call = Tools.call(tool.name(), ORDER, ANNA);

        // When
        var answer = Tools.invoke(tenant, call);

        // Then
        answer.statusCode(200)
                .body("state", equalTo("succeeded"))
                .body("result.status", equalTo("shipped"))
                .body("error", nullValue());
        var received = SHOP.received(path).getFirst();
        var body = received.json();
        assertEquals(tool.name(), body.getString("tool"));
        assertEquals("1042", body.getJsonObject("arguments").getString("order"));
        var context = body.getJsonObject("context");
        assertEquals(tenant.toString(), context.getString("tenant_id"));
        assertEquals(call.getString("conversation"), context.getString("conversation_id"));
        assertEquals(call.getString("message_id"), context.getString("message_id"));
        assertEquals(call.getString("call_id"), context.getString("call_id"));
        assertEquals(
                "{\"sub\":\"cust-7\",\"email\":\"anna@example.com\"}",
                context.getJsonObject("end_user").encode());
        assertEquals("en", context.getString("locale"));
        assertEquals(call.getString("call_id"), received.header("idempotency-key"));
        assertEquals(call.getString("call_id"), received.header("webhook-id"));
        assertTrue(Long.parseLong(received.header("x-tool-timeout-ms")) <= 5_000);
        assertEquals(signature(tool.secret(), received), received.header("webhook-signature"));
    }

    @Test
    void handsTheTraceOn() {
        var tenant = Tools.tenant();
        var path = "/" + Tools.newName();
        var tool = Tools.connect(tenant, Tools.plainTool(Tools.newName()), SHOP.answer(path, 200, "{}"));

        Tools.as(TestTokens.service("tool", tenant))
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .body(Tools.call(tool.name(), new JsonObject(), null).encode())
                .post(Tools.INTERNAL)
                .then()
                .statusCode(200);

        var received = SHOP.received(path).getFirst();
        assertTrue(received.header("traceparent").startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-"));
        assertEquals(
                1, received.headerNames().stream().filter("traceparent"::equals).count());
    }

    @Test
    void takesTheIdentityFromTheTokenWhateverTheModelSays() {
        // Given
        var tenant = Tools.tenant();
        var path = "/" + Tools.newName();
        var tool = Tools.connect(tenant, Tools.orderTool(Tools.newName()), SHOP.answer(path, 200, "{}"));
        var said = ORDER.copy().put("customer_id", "cust-1");

        // When
        Tools.invoke(tenant, Tools.call(tool.name(), said, ANNA)).body("state", equalTo("succeeded"));

        // Then
        assertEquals(
                "cust-7",
                SHOP.received(path).getFirst().json().getJsonObject("arguments").getString("customer_id"));
        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS)
                .then()
                .body("data[0].arguments.customer_id", equalTo("[identity]"))
                .body("data[0].arguments.order", equalTo("1042"));
    }

    @Test
    void asksForAnIdentityThatIsNotThere() {
        // Given
        var tenant = Tools.tenant();
        var path = "/" + Tools.newName();
        var tool = Tools.connect(tenant, Tools.orderTool(Tools.newName()), SHOP.answer(path, 200, "{}"));
        var said = ORDER.copy().put("customer_id", "cust-1");

        // When
        var anonymous = Tools.invoke(tenant, Tools.call(tool.name(), said, null));

        // Then
        anonymous
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("error.code", equalTo("identity-required"))
                .body("error.retryable", equalTo(false));
        Tools.invoke(tenant, Tools.call(tool.name(), said, new JsonObject().put("email", "anna@example.com")))
                .body("error.code", equalTo("identity-required"))
                .body("error.message", containsString("sub"));
        assertEquals(List.of(), SHOP.received(path));
        Tools.asAdmin(tenant).get(Tools.INVOCATIONS).then().body("data[0].arguments.customer_id", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                  | Missing: order.",
                "{\"order\": 1042}                   | order",
                "{\"order\": \"x\"}                  | order",
                "{\"order\": \"1\", \"day\": \"x\"}  | day",
                "{\"order\": \"1\", \"more\": 1}     | more",
                "\"order 1042\"                      | object",
            })
    void saysWhatIsWrongWithTheArguments(String said, String sentence) {
        var tenant = Tools.tenant();
        var path = "/" + Tools.newName();
        var tool = Tools.connect(tenant, Tools.orderTool(Tools.newName()), SHOP.answer(path, 200, "{}"));
        var call = Tools.call(tool.name(), ORDER, ANNA);
        call.put("arguments", new JsonObject("{\"v\":" + said + "}").getValue("v"));

        Tools.invoke(tenant, call)
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("error.code", equalTo("arguments-invalid"))
                .body("error.message", containsString(sentence));

        assertEquals(List.of(), SHOP.received(path));
    }

    @Test
    void knowsTheToolsOfTheTenantAlone() {
        // Given
        var mine = Tools.tenant();
        var other = Tools.tenant();
        var path = "/" + Tools.newName();
        var tool = Tools.connect(mine, Tools.plainTool(Tools.newName()), SHOP.answer(path, 200, "{}"));
        var call = Tools.call(tool.name(), new JsonObject(), null);
        Tools.invoke(mine, call).body("state", equalTo("succeeded"));

        // When
        var foreign = Tools.invoke(other, call);

        // Then
        foreign.statusCode(200).body("error.code", equalTo("tool-unknown"));
        assertEquals(1, SHOP.received(path).size());
        Tools.asAdmin(other)
                .queryParam("conversation", call.getString("conversation"))
                .get(Tools.INVOCATIONS)
                .then()
                .body("data.size()", equalTo(1))
                .body("data[0].error_code", equalTo("tool-unknown"));
        Tools.asAdmin(other).get(Tools.INVOCATIONS + "?tenant=" + mine).then().statusCode(404);
    }

    @Test
    void metersEveryCall() {
        var tenant = Tools.tenant();
        var tool =
                Tools.connect(tenant, Tools.plainTool(Tools.newName()), SHOP.answer("/" + Tools.newName(), 200, "{}"));
        var call = Tools.call(tool.name(), new JsonObject(), null);

        Tools.invoke(tenant, call);
        Tools.invoke(tenant, call);

        var usage = Topics.until(Topic.USAGE, tenant, UsageRecorded.class, found -> !found.isEmpty());
        assertEquals(1, usage.size());
        assertEquals("tool.calls", usage.getFirst().lines().getFirst().metric());
        assertEquals(1, usage.getFirst().lines().getFirst().quantity());
        assertEquals(tool.name(), usage.getFirst().dimensions().get("tool"));
        assertEquals(
                call.getString("conversation"), usage.getFirst().dimensions().get("conversation"));
    }

    @Test
    void listsCallsInPagesNewestFirst() {
        // Given
        var tenant = Tools.tenant();
        var tool = Tools.connect(
                tenant, Tools.plainTool(Tools.newName()), SHOP.answer("/" + Tools.newName(), 200, "[1, 2]"));
        var first = Tools.call(tool.name(), new JsonObject(), null);
        var second = Tools.call(tool.name(), new JsonObject(), null);
        Tools.invoke(tenant, first);
        Tools.invoke(tenant, second);

        // When
        var page = Tools.asAdmin(tenant).get(Tools.INVOCATIONS + "?limit=1").then();

        // Then
        String cursor = page.body("data[0].call", equalTo(second.getString("call_id")))
                .body("data[0].result", equalTo(List.of(1, 2)))
                .body("data[0].state", equalTo("succeeded"))
                .body("data[0].http_status", equalTo(200))
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");
        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS + "?limit=1&starting_after=" + cursor)
                .then()
                .body("data[0].call", equalTo(first.getString("call_id")))
                .body("has_more", equalTo(false));
        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS + "?starting_after=x")
                .then()
                .statusCode(400);
        Tools.asAdmin(tenant).get(Tools.INVOCATIONS + "?conversation=x").then().statusCode(404);
    }

    @Test
    void sendsTheTenantsOwnSettingsAlong() {
        var tenant = Tools.tenant();
        var path = "/" + Tools.newName();
        var tool = Tools.connect(tenant, Tools.plainTool(Tools.newName()), SHOP.answer(path, 200, "{}"));
        var wanted = new JsonObject()
                .put("enabled", true)
                .put("url", SHOP.url(path))
                .put("config", new JsonObject().put("warehouse", "north"));
        Tools.asAdmin(tenant)
                .body(wanted.encode())
                .put(Tools.TENANT_TOOLS + "/" + tool.tool())
                .then()
                .statusCode(200);

        Tools.invoke(tenant, Tools.call(tool.name(), new JsonObject(), null));

        var context = SHOP.received(path).getFirst().json().getJsonObject("context");
        assertEquals("north", context.getJsonObject("config").getString("warehouse"));
        assertNull(context.getValue("end_user"));
    }

    private static String signature(String secret, Received received) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        var signed = received.header("webhook-id") + "." + received.header("webhook-timestamp") + "." + received.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
