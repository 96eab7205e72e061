package usher.tool.invocation.lookup;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** What nobody knows is asked of the system itself, and never simply done again. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class LookUpTest {
    private final ToolServer server = new ToolServer();
    private final CopyOnWriteArrayList<String> asked = new CopyOnWriteArrayList<>();

    @Inject
    Settling settling;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private Instant now = Instant.now();
    private Cancelling shop;

    /** A system that cancels and loses the answer. */
    @BeforeEach
    void connect() {
        jobs.query("delete from doubt").execute().await().indefinitely();
        server.answer("/cancel", (request, number) -> request.connection().close());
        shop = new Cancelling(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void settlesWhatWasDone() {
        // Given
        shop.save(shop.lookUp()).statusCode(200);
        found("{\"data\": [{\"cancellation\": \"c-1\"}]}");
        uncertain();

        // When
        sweep(Duration.ofMinutes(10));

        // Then
        logged().body("data[0].state", equalTo("succeeded"))
                .body("data[0].uncertain", equalTo(false))
                .body("data[0].settled_at", notNullValue())
                .body("data[0].result.data[0].cancellation", equalTo("c-1"));
        Tools.invoke(shop.tenant, Tools.again(shop.call))
                .body("state", equalTo("succeeded"))
                .body("repeated", equalTo(true));
        assertEquals(1, server.received("/cancel").size());
        assertTrue(asked.getFirst().contains("ref=1042"), asked.toString());
        assertTrue(asked.getFirst().contains("who=cust-7"), asked.toString());
        assertEquals(0, doubts());
    }

    @Test
    void settlesWhatWasNotDoneAfterSeveralLooksAndLetsItBeAskedForAgain() {
        // Given
        shop.save(shop.lookUp()).statusCode(200);
        found("{\"data\": []}");
        uncertain();

        // When
        sweep(Duration.ofMinutes(10));
        logged().body("data[0].uncertain", equalTo(true)).body("data[0].settled_at", nullValue());
        for (int looks = 1; looks < 5; looks++) {
            sweep(Duration.ofHours(1));
        }

        // Then
        assertEquals(5, asked.size());
        logged().body("data[0].state", equalTo("failed"))
                .body("data[0].error_code", equalTo("not-done"))
                .body("data[0].uncertain", equalTo(false));
        server.answer("/cancel", 200, "{\"cancelled\": true}");
        Tools.invoke(shop.tenant, Tools.again(shop.call)).body("state", equalTo("succeeded"));
        assertEquals(2, server.received("/cancel").size());
    }

    @Test
    void asksNothingThatWouldFindWhatOthersDid() {
        // Given
        shop.save(shop.lookUp()
                        .put("arguments", new JsonObject().put("ref", "{order}").put("who", "{note}")))
                .statusCode(200);
        found("{\"data\": [{\"cancellation\": \"of somebody else\"}]}");
        uncertain();

        // When
        sweep(Duration.ofMinutes(10));

        // Then
        assertTrue(asked.isEmpty(), asked.toString());
        logged().body("data[0].uncertain", equalTo(true));
        Tools.invoke(shop.tenant, Tools.again(shop.call)).body("error.code", equalTo("outcome-unknown"));
    }

    @Test
    void takesNoughtAndNothingForNotDone() {
        shop.save(shop.lookUp().put("found", "/total")).statusCode(200);
        found("{\"total\": 0, \"data\": [], \"id\": \"\"}");
        uncertain();

        sweep(Duration.ofMinutes(10));

        logged().body("data[0].uncertain", equalTo(true)).body("data[0].state", equalTo("failed"));
        assertEquals(1, asked.size());
    }

    @Test
    void leavesToPeopleWhatCannotBeLookedUp() {
        // Given
        shop.save(shop.lookUp()).statusCode(200);
        server.answer("/find", 400, "{}");
        uncertain();

        // When
        for (int looks = 0; looks < 6; looks++) {
            sweep(Duration.ofHours(1));
        }

        // Then
        logged().body("data[0].uncertain", equalTo(true));
        assertEquals(0, doubts());
        Tools.invoke(shop.tenant, Tools.again(shop.call)).body("error.code", equalTo("outcome-unknown"));
        assertEquals(1, server.received("/cancel").size());
    }

    @Test
    void looksNothingUpThatNobodyHasSaidHowTo() {
        uncertain();

        assertEquals(0, doubts());
        Tools.invoke(shop.tenant, Tools.again(shop.call)).body("error.code", equalTo("outcome-unknown"));
    }

    @Test
    void isNotedSealedBeforeTheCallAndForgottenWhenItEndsWell() {
        // Given
        shop.save(shop.lookUp()).statusCode(200);
        var noted = new CopyOnWriteArrayList<String>();
        server.answer(
                "/cancel",
                (request, number) -> jobs.query("select sealed_question from doubt")
                        .execute()
                        .subscribe()
                        .with(rows -> {
                            rows.forEach(row -> noted.add(row.getString(0)));
                            request.response().end("{}");
                        }));

        // When
        Tools.invoke(shop.tenant, shop.call).body("state", equalTo("succeeded"));

        // Then
        assertEquals(1, noted.size());
        assertFalse(noted.getFirst().contains("1042"));
        sweep(Duration.ofMinutes(10));
        assertEquals(0, doubts());
        assertTrue(asked.isEmpty());
    }

    private void found(String answer) {
        server.answer("/find", (request, number) -> {
            asked.add(request.uri());
            request.response().putHeader("content-type", "application/json").end(answer);
        });
    }

    private void uncertain() {
        Tools.invoke(shop.tenant, shop.call).body("state", equalTo("failed")).body("error.uncertain", equalTo(true));
    }

    private void sweep(Duration later) {
        now = now.plus(later);
        settling.sweep(now).await().indefinitely();
    }

    private ValidatableResponse logged() {
        return Tools.asAdmin(shop.tenant)
                .get(Tools.INVOCATIONS + "?tool=" + shop.call.getString("tool"))
                .then()
                .statusCode(200);
    }

    private long doubts() {
        return jobs.query("select count(*) from doubt")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
