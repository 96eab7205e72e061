package usher.tool.invocation;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import usher.contracts.id.CallId;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Eventually;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** Whatever happens to a call of a tool that changes something, what it changes is changed once. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class EffectTest {
    private static final ToolServer SHOP = new ToolServer();
    private static final ToolServer.Answer NUMBERED =
            (request, number) -> request.response().end("{\"number\":" + number + "}");

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private final Cancellations cancellations = Cancellations.at(SHOP);
    private final TenantId tenant = cancellations.tenant();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void tellsWhatWasDoneWhenTheSameTurnAsksAgain() {
        // Given
        var call = cancellations.answered(NUMBERED);
        Tools.invoke(tenant, call).body("result.number", equalTo(1)).body("repeated", nullValue());
        var again = Tools.again(call).put("arguments", new JsonObject("{\"order\": \"1042\"}"));

        // When
        var answer = Tools.invoke(tenant, again);

        // Then
        answer.body("state", equalTo("succeeded"))
                .body("result.number", equalTo(1))
                .body("repeated", equalTo(true))
                .body("provenance.target", equalTo("webhook"));
        assertEquals(1, cancellations.requests());
        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS)
                .then()
                .body("data.size()", equalTo(2))
                .body("data[0].repeats", equalTo(id(call)));
    }

    @Test
    void doesItOnceMoreWhenALaterTurnWantsIt() {
        var call = cancellations.answered(NUMBERED);

        Tools.invoke(tenant, call).body("state", equalTo("succeeded"));
        Tools.invoke(tenant, Tools.inALaterTurn(call)).body("state", equalTo("succeeded"));

        assertEquals(2, cancellations.requests());
        assertEquals(2, cancellations.keys().size());
    }

    @Test
    void tellsALaterTurnWhatItsAskerNeverHeard() {
        // Given
        var call = cancellations.answered(NUMBERED);
        Tools.invoke(tenant, call);
        update("update effect set told = false where tenant_id = $1 and told");

        // When
        var answer = Tools.invoke(tenant, Tools.inALaterTurn(call));

        // Then
        answer.body("repeated", equalTo(true)).body("result.number", equalTo(1));
        Tools.invoke(tenant, Tools.inALaterTurn(call)).body("result.number", equalTo(2));
        assertEquals(2, cancellations.requests());
    }

    @Test
    void isAnotherEffectWithOtherArgumentsOrInAnotherConversationOrForAnotherTenant() {
        // Given
        var other = Tools.tenant();
        var call = cancellations.answered(NUMBERED);
        var url = SHOP.url(cancellations.path());
        Tools.connect(other, cancellations.toolId(call), call.getString("tool"), url, 5_000);

        // When
        Tools.invoke(tenant, call);
        Tools.invoke(tenant, Tools.again(call).put("arguments", new JsonObject().put("order", "1043")));
        Tools.invoke(tenant, Tools.again(call).put("identity", new JsonObject().put("sub", "cust-8")));
        Tools.invoke(tenant, Cancellations.call(call.getString("tool")));
        Tools.invoke(other, call);

        // Then
        assertEquals(5, cancellations.requests());
        assertEquals(5, cancellations.keys().size());
        Tools.asAdmin(other).get(Tools.INVOCATIONS).then().body("data.size()", equalTo(1));
    }

    @Test
    void goesOutWithTheSameKeyAfterItsReplicaDied() {
        // Given
        var call = cancellations.answered(NUMBERED);
        Tools.invoke(tenant, call).body("state", equalTo("succeeded"));
        update("update invocation set state = 'running', duration_ms = null, deadline = now() + interval '1 minute'"
                + " where tenant_id = $1");

        // When
        var soon = Tools.invoke(tenant, Tools.again(call));
        update("update invocation set deadline = now() where tenant_id = $1 and state = 'running'");
        var later = Tools.invoke(tenant, Tools.inALaterTurn(call));

        // Then
        soon.statusCode(200).body("error.code", equalTo("call-in-progress")).body("error.retryable", equalTo(false));
        later.body("state", equalTo("succeeded")).body("repeated", nullValue());
        assertEquals(1, cancellations.keys().size());
        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS)
                .then()
                .body("data[2].error_code", equalTo("interrupted"))
                .body("data[2].uncertain", equalTo(true));
    }

    @Test
    void isDoneOnceHoweverManyAskAtTheSameTime() throws Exception {
        // Given
        int calls = 20;
        var others = new CountDownLatch(calls - 1);
        var call = cancellations
                .patient()
                .answered((request, number) -> CompletableFuture.runAsync(() -> await(others))
                        .thenRun(() -> request.response().end("{}")));

        // When
        var running = Stream.generate(() -> Tools.again(call))
                .limit(calls)
                .map(each -> CompletableFuture.supplyAsync(
                        () -> {
                            String code = Tools.invoke(tenant, each)
                                    .statusCode(200)
                                    .extract()
                                    .path("error.code");
                            others.countDown();
                            return String.valueOf(code);
                        },
                        Thread::startVirtualThread))
                .toList();

        // Then
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        var codes = running.stream().map(CompletableFuture::join).toList();
        assertEquals(1, codes.stream().filter("null"::equals).count(), codes.toString());
        assertEquals(
                calls - 1, codes.stream().filter("call-in-progress"::equals).count(), codes.toString());
        assertEquals(1, cancellations.requests());
    }

    private String id(JsonObject call) {
        return Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS)
                .then()
                .extract()
                .path("data.find { it.call == '" + CallId.fromString(call.getString("call_id")) + "' }.id");
    }

    /** That an outcome was told is written down a moment after it was: therefore until there is something to change. */
    private void update(String sql) {
        Eventually.rows(jobs, sql, Tuple.of(tenant.value()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
