package usher.tool.invocation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.CallId;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Topics;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class OnceTest {
    private static final ToolServer SHOP = new ToolServer();

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
    void runsARepeatedCallOnce() {
        var url = SHOP.answer(path, (request, number) -> request.response().end("{\"number\":" + number + "}"));
        var call = Tools.callOfChangingTool(tenant, url, 5_000);

        Tools.invoke(tenant, call).body("result.number", equalTo(1));
        Tools.invoke(tenant, call).body("state", equalTo("succeeded")).body("result.number", equalTo(1));

        assertEquals(1, SHOP.received(path).size());
        Tools.invoke(tenant, call.copy().put("tool", "another_tool"))
                .statusCode(409)
                .body("code", equalTo("call-id-reused"));
    }

    @Test
    void tellsOfALookWhatWasStoredFirstAndMetersItOnce() {
        var url = SHOP.answer(path, (request, number) -> request.response().end("{\"number\":" + number + "}"));
        var look = Tools.callOfPlainTool(tenant, url, 5_000);

        Tools.invoke(tenant, look).body("result.number", equalTo(1));
        Tools.invoke(tenant, look).body("result.number", equalTo(1));

        Tools.asAdmin(tenant).get(Tools.INVOCATIONS).then().body("data.size()", equalTo(1));
        Tools.invoke(tenant, look.copy().put("call_id", new CallId(UUID.randomUUID()).toString()))
                .body("result.number", equalTo(3));
        var usage = Topics.until(Topic.USAGE, tenant, UsageRecorded.class, found -> found.size() >= 2);
        assertEquals(2, usage.size());
    }

    @Test
    void refusesACallThatIsRunning() throws Exception {
        // Given
        var arrived = new CountDownLatch(1);
        var goOn = new CompletableFuture<Void>();
        var call = Tools.callOfChangingTool(
                tenant,
                SHOP.answer(path, (request, number) -> {
                    arrived.countDown();
                    goOn.thenRun(() -> request.response().end("{}"));
                }),
                10_000);
        var first = CompletableFuture.supplyAsync(() -> Tools.invoke(tenant, call));
        assertTrue(arrived.await(10, TimeUnit.SECONDS));

        // When
        var second = Tools.invoke(tenant, call);

        // Then
        second.statusCode(409).body("code", equalTo("call-in-progress"));
        goOn.complete(null);
        first.get(10, TimeUnit.SECONDS).body("state", equalTo("succeeded"));
        assertEquals(1, SHOP.received(path).size());
    }

    @Test
    void doesNotRepeatACallWhoseReplicaDied() {
        // Given
        var call = Tools.callOfChangingTool(tenant, SHOP.url(path), 200);
        Tools.invoke(tenant, call);
        jobs.preparedQuery("update invocation set state = 'running', duration_ms = null, error_code = null,"
                        + " deadline = now() - interval '1 second' where call_id = $1")
                .execute(Tuple.of(CallId.fromString(call.getString("call_id")).value()))
                .await()
                .indefinitely();

        // When
        var answer = Tools.invoke(tenant, call);

        // Then
        answer.statusCode(200).body("error.code", equalTo("interrupted"));
        assertEquals(1, SHOP.received(path).size());
    }
}
