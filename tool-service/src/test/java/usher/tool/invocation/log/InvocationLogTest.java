package usher.tool.invocation.log;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.ToolServer;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class InvocationLogTest {
    private static final ToolServer SHOP = new ToolServer();
    private static final String CARD = "4111 1111 1111 1111";

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private final TenantId tenant = Tools.tenant();
    private final String path = "/" + Tools.newName();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void holdsNoSecretsThoughTheModelGetsTheWholeResult() {
        // Given
        SHOP.answer(
                path,
                200,
                "{\"result\": {\"session_token\": \"s3cr3t\", \"status\": \"paid\"}, \"display\": \"Paid by " + CARD
                        + "\"}");
        var call = Tools.callOfPlainTool(tenant, SHOP.url(path), 5_000)
                .put("arguments", new JsonObject().put("password", "hunter2").put("note", "card " + CARD));

        // When
        var answer = Tools.invoke(tenant, call);

        // Then
        answer.body("result.session_token", equalTo("s3cr3t"))
                .body("display", equalTo("Paid by " + CARD))
                .body("provenance.tool", equalTo(call.getString("tool")))
                .body("provenance.target", equalTo("webhook"))
                .body("provenance.truncated", equalTo(false));
        assertEquals(
                "hunter2",
                SHOP.received(path).getFirst().json().getJsonObject("arguments").getString("password"));
        list("limit=20")
                .body("data[0].result.session_token", equalTo("[redacted]"))
                .body("data[0].result.status", equalTo("paid"))
                .body("data[0].arguments.password", equalTo("[redacted]"))
                .body("data[0].arguments.note", equalTo("card [card]"))
                .body("data[0].display", equalTo("Paid by [card]"));
        var stored = jobs.preparedQuery("select invocation::text as it from invocation where tenant_id = $1")
                .execute(Tuple.of(tenant.value()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString("it");
        assertTrue(List.of("s3cr3t", "hunter2", CARD).stream().noneMatch(stored::contains), stored);
    }

    @Test
    void cutsWhatIsTooLongForAModelSoThatItStaysJson() {
        var lines = "[" + "{\"sku\": \"lamp\", \"count\": 1},".repeat(2_000) + "0]";
        var call = Tools.callOfPlainTool(tenant, SHOP.answer(path, 200, lines), 5_000);

        Tools.invoke(tenant, call)
                .body("state", equalTo("succeeded"))
                .body("provenance.truncated", equalTo(true))
                .body("result[0].sku", equalTo("lamp"))
                .body("result.size()", lessThan(2_000))
                .body("result[-1]", Matchers.startsWith("[truncated]"));
        list("limit=20").body("data[0].result[-1]", Matchers.startsWith("[truncated]"));
    }

    @Test
    void isReadByToolStateConversationTimeAndKind() {
        // Given
        var fine = Tools.callOfPlainTool(tenant, SHOP.answer(path, 200, "{}"), 5_000);
        var broken = Tools.callOfPlainTool(tenant, SHOP.answer(path + "/broken", 404, "{}"), 5_000);
        Tools.invoke(tenant, fine);
        Tools.invoke(tenant, broken);
        Tools.invoke(tenant, Tools.call("nothing", new JsonObject(), null));
        String first = list("limit=20").extract().path("data[2].created_at");
        String last = list("limit=20").extract().path("data[0].created_at");

        // When, Then
        count("tool=" + fine.getString("tool"), 1);
        count("state=failed", 2);
        count("state=failed&tool=" + broken.getString("tool"), 1);
        count("state=awaiting", 0);
        count("conversation=" + fine.getString("conversation"), 1);
        count("from=" + first, 3);
        count("to=" + first, 0);
        count("to=" + last, 2);
        count("from=" + last, 1);
        count("from=" + first + "&to=" + last + "&state=succeeded", 1);
        count("test=false", 3);
        count("test=true", 0);
        Tools.asAdmin(Tools.tenant()).get(Tools.INVOCATIONS).then().body("data.size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=lost", "from=yesterday", "to=2026-11-27", "tool=a%00b"})
    void refusesAFilterThatMeansNothing(String filter) {
        list(filter).statusCode(400).body("code", equalTo("validation-failed"));
    }

    @Test
    void showsOneCallToItsTenantAlone() {
        // Given
        var call = Tools.callOfPlainTool(tenant, SHOP.answer(path, 200, "{\"a\": 1}"), 5_000);
        Tools.invoke(tenant, call);
        String id = list("limit=20").extract().path("data[0].id");

        // When
        var one = Tools.asAdmin(tenant).get(Tools.INVOCATIONS + "/" + id).then();

        // Then
        one.statusCode(200)
                .body("call", equalTo(call.getString("call_id")))
                .body("message", equalTo(call.getString("message_id")))
                .body("result.a", equalTo(1))
                .body("risk", equalTo("read"))
                .body("target", equalTo("webhook"))
                .body("test", equalTo(false))
                .body("decision", nullValue())
                .body("error_code", nullValue());
        Tools.asAdmin(Tools.tenant()).get(Tools.INVOCATIONS + "/" + id).then().statusCode(404);
        Tools.asAdmin(tenant).get(Tools.INVOCATIONS + "/ivk_x").then().statusCode(404);
    }

    /** What stands between a page of the log and its rows when there are many: an index for each filter, and no sort. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tool = 'a'",
                "state = 'failed'",
                "conversation_id = '0190a5c0-0000-7000-8000-000000000000'",
                "test"
            })
    void isReadByAnIndexAndWithoutASort(String condition) {
        jobs.withTransaction(connection -> connection
                        .query("set local enable_seqscan = off; set local enable_bitmapscan = off")
                        .execute()
                        .chain(() -> connection
                                .query(
                                        "explain select id from invocation where tenant_id = '0190a5c0-0000-7000-8000-000000000000'"
                                                + (condition.isEmpty() ? "" : " and " + condition)
                                                + " order by id desc limit 21")
                                .execute()))
                .invoke(rows -> {
                    var plan = StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> row.getString(0))
                            .toList()
                            .toString();
                    assertTrue(plan.contains("Index"), plan);
                    assertTrue(!plan.contains("Sort") && !plan.contains("Seq Scan"), plan);
                })
                .await()
                .indefinitely();
    }

    private ValidatableResponse list(String filter) {
        return Tools.asAdmin(tenant)
                .urlEncodingEnabled(false)
                .get(Tools.INVOCATIONS + "?" + filter)
                .then();
    }

    private void count(String filter, int rows) {
        list(filter).statusCode(200).body("data.size()", equalTo(rows));
    }
}
