package usher.tool.invocation;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.ToolServer;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class TroubleTest {
    private static final ToolServer SHOP = new ToolServer();

    private final TenantId tenant = Tools.tenant();
    private final String path = "/" + Tools.newName();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void givesUpAnEndpointThatDoesNotAnswer() {
        var call = silentTool(300);

        Tools.invoke(tenant, call)
                .statusCode(200)
                .body("error.code", equalTo("tool-timeout"))
                .body("error.retryable", equalTo(true))
                .body("duration_ms", greaterThanOrEqualTo(290))
                .body("duration_ms", lessThan(3_000));
        assertEquals(1, SHOP.received(path).size());
    }

    @Test
    void givesUpAnEndpointThatAnswersTooSlowly() {
        var url = SHOP.answer(path, (request, number) -> {
            request.response().setChunked(true).write("{");
            SHOP.vertx().setPeriodic(50, timer -> request.response().write(" "));
        });

        Tools.invoke(tenant, tool(url, 300)).body("error.code", equalTo("tool-timeout"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 503})
    void repeatsWhatIsSafeWithTheSameKey(int status) {
        // Given
        var url = SHOP.answer(
                path,
                (request, number) -> request.response()
                        .setStatusCode(number < 3 ? status : 200)
                        .end("{\"number\":" + number + "}"));
        var call = tool(url, 5_000);

        // When
        var answer = Tools.invoke(tenant, call);

        // Then
        answer.body("state", equalTo("succeeded")).body("result.number", equalTo(3));
        assertEquals(3, SHOP.received(path).size());
        SHOP.received(path).forEach(received -> {
            assertEquals(call.getString("call_id"), received.header("idempotency-key"));
            assertEquals(call.getString("call_id"), received.header("webhook-id"));
        });
        Tools.asAdmin(tenant).get(Tools.INVOCATIONS).then().body("data[0].attempts", equalTo(3));
    }

    @Test
    void repeatsACallWhoseConnectionBroke() {
        var url = SHOP.answer(path, (request, number) -> {
            if (number == 1) {
                request.connection().close();
            } else {
                request.response().end("{}");
            }
        });

        Tools.invoke(tenant, tool(url, 5_000)).body("state", equalTo("succeeded"));

        assertEquals(2, SHOP.received(path).size());
    }

    @ParameterizedTest
    @CsvSource({"400, false", "404, false", "302, false", "500, true"})
    void tellsTheStatusOfAnEndpointThatRefuses(int status, boolean retryable) {
        var url = SHOP.answer(
                path,
                (request, number) -> request.response()
                        .setStatusCode(status)
                        .putHeader("location", SHOP.url("/elsewhere"))
                        .end());

        Tools.invoke(tenant, tool(url, 5_000))
                .statusCode(200)
                .body("error.code", equalTo("tool-status"))
                .body("error.retryable", equalTo(retryable));

        assertEquals(retryable ? 3 : 1, SHOP.received(path).size());
        assertEquals(0, SHOP.received("/elsewhere").size());
    }

    @Test
    void readsNoMoreThanAnAnswerMayHave() {
        var url = SHOP.answer(path, 200, "\"" + "x".repeat(70_000) + "\"");

        Tools.invoke(tenant, tool(url, 5_000)).body("error.code", equalTo("result-too-large"));
        Tools.invoke(tenant, tool(SHOP.answer(path, 200, "\"" + "x".repeat(60_000) + "\""), 5_000))
                .body("state", equalTo("succeeded"));
    }

    @Test
    void keepsWhateverJsonAToolAnswers() {
        var url = SHOP.answer(path, 200, "{\"text\": \"a\\u0000\\ud800 \uD83D\uDE00\", \"n\": 1e400}");
        var call = tool(url, 5_000);

        Tools.invoke(tenant, call).statusCode(200);
        Tools.invoke(tenant, call).statusCode(200);

        Tools.asAdmin(tenant).get(Tools.INVOCATIONS).then().statusCode(200).body("data.size()", equalTo(1));
    }

    @Test
    void leavesAFailingTargetAloneAndNoOther() {
        // Given
        var failing = tool(SHOP.answer(path, 500, "{}"), 5_000);
        var working = tool(SHOP.answer(path + "/fine", 200, "{}"), 5_000);
        IntStream.range(0, 5).forEach(i -> Tools.invoke(tenant, again(failing)));
        int before = SHOP.received(path).size();

        // When
        var answer = Tools.invoke(tenant, again(failing));

        // Then
        answer.statusCode(200).body("error.code", equalTo("tool-unavailable"));
        assertEquals(before, SHOP.received(path).size());
        Tools.invoke(tenant, working).body("state", equalTo("succeeded"));
    }

    @Test
    void runsCallsAtTheSameTime() throws Exception {
        // Given
        int calls = 20;
        var arrived = new CountDownLatch(calls);
        var call = tool(
                SHOP.answer(path, (request, number) -> {
                    arrived.countDown();
                    CompletableFuture.runAsync(() -> await(arrived))
                            .thenRun(() -> request.response().end("{}"));
                }),
                20_000);

        // When
        var running = Stream.generate(() -> again(call))
                .limit(calls)
                .map(each -> CompletableFuture.supplyAsync(
                        () -> Tools.invoke(tenant, each).extract().path("state"), Thread::startVirtualThread))
                .toList();

        // Then
        for (var each : running) {
            assertEquals("succeeded", each.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void reachesNobodyThroughAClosedPort() {
        Tools.invoke(tenant, tool("http://127.0.0.1:1/", 5_000)).body("error.code", equalTo("tool-unreachable"));
        Tools.invoke(tenant, tool("https://nowhere.invalid/", 5_000)).body("error.code", equalTo("url-not-allowed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tool | null",
                "tool | \"\"",
                "tool | \"a\\u0000\"",
                "call_id | null",
                "call_id | \"x\"",
                "conversation | \"cnv_x\"",
                "message_id | 7",
                "identity | \"anna\"",
                "unknown | 1",
            })
    void refusesABadField(String field, String value) {
        var call = Tools.call("a_tool", new JsonObject(), null);
        call.put(field, new JsonObject("{\"v\":" + value + "}").getValue("v"));

        Tools.invoke(tenant, call).statusCode(400);
    }

    @Test
    void isRunByServicesAlone() {
        var call = Tools.call("a_tool", new JsonObject(), null).encode();

        Tools.as(TestTokens.platformAdmin())
                .body(call)
                .post(Tools.INTERNAL)
                .then()
                .statusCode(403);
        Tools.asAdmin(tenant).body(call).post(Tools.INTERNAL).then().statusCode(403);
        Tools.as(TestTokens.service("chat", tenant))
                .body(call)
                .post(Tools.INTERNAL)
                .then()
                .statusCode(401);
    }

    private JsonObject tool(String url, int timeoutMs) {
        return Tools.callOfPlainTool(tenant, url, timeoutMs);
    }

    private JsonObject silentTool(int timeoutMs) {
        return tool(SHOP.url(path), timeoutMs);
    }

    private static JsonObject again(JsonObject call) {
        return Tools.call(call.getString("tool"), new JsonObject(), null);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
