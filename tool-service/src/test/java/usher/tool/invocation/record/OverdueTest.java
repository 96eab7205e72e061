package usher.tool.invocation.record;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Topics;

/** What a replica that died has left running, and what nobody confirmed, is brought to an end and metered once. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class OverdueTest {
    private static final ToolServer SHOP = new ToolServer();

    @Inject
    Overdue overdue;

    @Inject
    InstantSource clock;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private final TenantId tenant = Tools.tenant();
    private final TenantId other = Tools.tenant();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void endsWhatIsPastItsTimeAndNothingElse() {
        // Given
        var lost = leftRunning(tenant);
        var running = leftRunning(other);
        var waiting = moneyCall(tenant);
        Tools.invoke(tenant, waiting).body("state", equalTo("needs_confirmation"));
        set(tenant, "deadline = now() - interval '1 second'");
        set(other, "deadline = now() + interval '1 hour'");

        // When
        int ended = sweep(clock.instant());
        int again = sweep(clock.instant());

        // Then
        assertTrue(ended >= 2);
        assertEquals(0, again);
        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS)
                .then()
                .body("data[0].state", equalTo("expired"))
                .body("data[0].error_code", equalTo("confirmation-expired"))
                .body("data[0].uncertain", equalTo(false))
                .body("data[1].state", equalTo("failed"))
                .body("data[1].error_code", equalTo("interrupted"))
                .body("data[1].uncertain", equalTo(true));
        Tools.asAdmin(other).get(Tools.INVOCATIONS).then().body("data[0].state", equalTo("running"));
        Tools.invoke(tenant, lost).body("error.code", equalTo("interrupted")).body("error.uncertain", equalTo(true));
        Tools.invoke(other, running).statusCode(409).body("code", equalTo("call-in-progress"));
        var usage = Topics.until(Topic.USAGE, tenant, UsageRecorded.class, found -> found.size() >= 3);
        assertEquals(3, usage.size());
    }

    @Test
    void goesByTheMomentItIsGiven() {
        leftRunning(tenant);

        sweep(clock.instant());
        Tools.asAdmin(tenant).get(Tools.INVOCATIONS).then().body("data[0].state", equalTo("running"));
        sweep(clock.instant().plus(Duration.ofMinutes(1)));

        Tools.asAdmin(tenant).get(Tools.INVOCATIONS).then().body("data[0].error_code", equalTo("interrupted"));
    }

    private int sweep(Instant moment) {
        return overdue.sweep(moment).await().atMost(Duration.ofSeconds(30));
    }

    /** The call was metered when it ended; its row is put back to where a replica that died would have left it. */
    private JsonObject leftRunning(TenantId owner) {
        var call = Tools.callOfChangingTool(owner, SHOP.answer("/" + Tools.newName(), 200, "{}"), 5_000);
        Tools.invoke(owner, call).body("state", equalTo("succeeded"));
        set(owner, "state = 'running', result = null, duration_ms = null");
        return call;
    }

    private static JsonObject moneyCall(TenantId owner) {
        var tool = Tools.plainTool(Tools.newName()).put("risk", "money");
        Tools.connect(owner, tool, SHOP.answer("/" + Tools.newName(), 200, "{}"));
        return Tools.call(tool.getString("name"), new JsonObject(), null);
    }

    private void set(TenantId owner, String what) {
        jobs.preparedQuery("update invocation set " + what + " where tenant_id = $1")
                .execute(Tuple.of(owner.value()))
                .await()
                .indefinitely();
    }
}
