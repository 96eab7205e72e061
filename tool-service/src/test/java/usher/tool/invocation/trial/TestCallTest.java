package usher.tool.invocation.trial;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Tools.Connected;
import usher.tool.Topics;

/** Members try tools out without any conversation noticing. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class TestCallTest {
    private static final ToolServer SHOP = new ToolServer();
    private static final JsonObject ORDER = new JsonObject().put("order", "1042");
    private static final JsonObject ANNA = new JsonObject().put("sub", "cust-7");
    private static final JsonObject TEST =
            new JsonObject().put("arguments", ORDER).put("identity", ANNA);
    private static final JsonObject DRY = TEST.copy().put("dry_run", true);

    private final TenantId tenant = Tools.tenant();
    private final String path = "/" + Tools.newName();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void showsTheRequestWithoutSendingIt() {
        var tool = cancelTool("write");

        var answer = test(tool, DRY);

        answer.statusCode(200)
                .body("request.method", equalTo("POST"))
                .body("request.url", equalTo(SHOP.url(path)))
                .body("request.headers.'idempotency-key'", startsWith("tc_"))
                .body("request.headers.'webhook-signature'", not(startsWith("v1,")))
                .body("request.headers.'x-tool-timeout-ms'", equalTo("5000"))
                .body("request.body.tool", equalTo(tool.name()))
                .body("request.body.arguments.order", equalTo("1042"))
                .body("request.body.arguments.customer_id", equalTo("cust-7"))
                .body("request.body.context.test", equalTo(true))
                .body("outcome", nullValue());
        assertEquals(0, SHOP.received(path).size());
        Tools.asAdmin(tenant).get(Tools.INVOCATIONS).then().body("data.size()", equalTo(0));
    }

    @Test
    void callsForRealAndShowsWhatCame() {
        // Given
        var tool = cancelTool("write");

        // When
        var answer = test(tool, TEST);

        // Then
        String id = answer.statusCode(200)
                .body("http_status", equalTo(200))
                .body("attempts", equalTo(1))
                .body("raw", equalTo("{\"result\": {\"done\": true}, \"display\": \"Done.\"}"))
                .body("outcome.state", equalTo("succeeded"))
                .body("outcome.result.done", equalTo(true))
                .body("outcome.display", equalTo("Done."))
                .body("outcome.duration_ms", notNullValue())
                .body("request", nullValue())
                .extract()
                .path("invocation");
        var sent = SHOP.received(path).getFirst();
        assertTrue(sent.header("webhook-signature").startsWith("v1,"));
        assertEquals(true, sent.json().getJsonObject("context").getBoolean("test"));
        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS + "/" + id)
                .then()
                .body("test", equalTo(true))
                .body("conversation", nullValue())
                .body("state", equalTo("succeeded"))
                .body("arguments.customer_id", equalTo("[identity]"));
        Tools.asAdmin(tenant).get(Tools.INVOCATIONS + "?test=false").then().body("data.size()", equalTo(0));
    }

    @Test
    void isNoPartOfAnyEffectAndFree() {
        var tool = cancelTool("write");
        var call = Tools.call(tool.name(), ORDER, ANNA);

        test(tool, TEST).body("outcome.state", equalTo("succeeded"));
        test(tool, TEST).body("outcome.state", equalTo("succeeded"));
        Tools.invoke(tenant, call).body("state", equalTo("succeeded")).body("repeated", nullValue());
        test(tool, TEST).body("outcome.state", equalTo("succeeded"));

        assertEquals(4, SHOP.received(path).size());
        var usage = Topics.until(Topic.USAGE, tenant, UsageRecorded.class, found -> !found.isEmpty());
        assertEquals(1, usage.size());
    }

    @Test
    void isConfirmedByTheMemberWhoMakesIt() {
        var tool = cancelTool("money");

        test(tool, TEST).body("outcome.state", equalTo("succeeded"));

        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS)
                .then()
                .body("data[0].decision.decision", equalTo("confirm"))
                .body("data[0].decision.by", startsWith("mem_"));
    }

    @Test
    void saysWhatIsWrongWithoutCalling() {
        var tool = cancelTool("write");

        test(tool, TEST.copy().put("arguments", new JsonObject()))
                .statusCode(200)
                .body("outcome.state", equalTo("failed"))
                .body("outcome.error.code", equalTo("arguments-invalid"))
                .body("outcome.error.message", containsString("order"));
        test(tool, new JsonObject().put("arguments", ORDER).put("dry_run", true))
                .body("outcome.error.code", equalTo("identity-required"));
        test(tool, DRY.copy().put("unknown", 1)).statusCode(400);

        assertEquals(0, SHOP.received(path).size());
    }

    @Test
    void worksForAToolThatIsSwitchedOff() {
        var tool = cancelTool("write");
        var off = new JsonObject().put("enabled", false).put("url", SHOP.url(path));
        Tools.asAdmin(tenant)
                .body(off.encode())
                .put(Tools.TENANT_TOOLS + "/" + tool.tool())
                .then()
                .statusCode(200);

        Tools.invoke(tenant, Tools.call(tool.name(), ORDER, ANNA)).body("error.code", equalTo("tool-unknown"));
        test(tool, TEST).body("outcome.state", equalTo("succeeded"));
    }

    @Test
    void isMadeByAdministratorsOfItsTenantAlone() {
        var tool = cancelTool("write");
        var url = Tools.TENANT_TOOLS + "/" + tool.tool() + "/test";

        Tools.as(TestTokens.member(Role.EDITOR, tenant))
                .body(TEST.encode())
                .post(url)
                .then()
                .statusCode(403);
        Tools.asAdmin(Tools.tenant()).body(TEST.encode()).post(url).then().statusCode(404);
        Tools.as(TestTokens.platformAdmin())
                .body(DRY.encode())
                .post(url + "?tenant=" + tenant)
                .then()
                .statusCode(200);
        assertEquals(0, SHOP.received(path).size());
    }

    private Connected cancelTool(String risk) {
        SHOP.answer(path, 200, "{\"result\": {\"done\": true}, \"display\": \"Done.\"}");
        return Tools.connect(tenant, Tools.cancelTool(risk), SHOP.url(path));
    }

    private ValidatableResponse test(Connected tool, JsonObject test) {
        return Tools.asAdmin(tenant)
                .body(test.encode())
                .post(Tools.TENANT_TOOLS + "/" + tool.tool() + "/test")
                .then();
    }
}
