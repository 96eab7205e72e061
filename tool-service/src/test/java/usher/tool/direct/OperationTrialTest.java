package usher.tool.direct;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Topics;

/** Whoever tries an operation out is known, and what came of it is in the log. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class OperationTrialTest {
    private final ToolServer server = new ToolServer();
    private final TenantId mine = Tools.tenant();
    private final TenantId other = Tools.tenant();

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void isInTheLogWithWhoAskedButWithoutSecrets() {
        // Given
        server.answer("/orders", 200, "{\"state\": \"sent\", \"token\": \"t0ps3cret\"}");
        var operation = operation("GET", "/orders", "read");

        // When
        var run = run(operation, new JsonObject().put("password", "hunter2"), false);

        // Then
        run.statusCode(200).body("state", equalTo("succeeded")).body("result.token", equalTo("t0ps3cret"));
        logged(run)
                .body("origin", equalTo("trial"))
                .body("test", equalTo(true))
                .body("asked_by", startsWith("mem_"))
                .body("state", equalTo("succeeded"))
                .body("http_status", equalTo(200))
                .body("duration_ms", notNullValue())
                .body("decision", nullValue())
                .body("conversation", nullValue())
                .body("result.state", equalTo("sent"))
                .body(not(containsString("hunter2")))
                .body(not(containsString("t0ps3cret")));
        Tools.asAdmin(mine)
                .get(Tools.INVOCATIONS + "?origin=conversation")
                .then()
                .body("data.size()", equalTo(0));
        Tools.asAdmin(other).get(Tools.INVOCATIONS).then().body("data.size()", equalTo(0));
    }

    @Test
    void storesWhoConfirmedBeforeAnythingIsCalled() {
        // Given
        var seen = new CopyOnWriteArrayList<String>();
        server.answer(
                "/refunds",
                (request, number) -> jobs.preparedQuery(
                                "select state || ' ' || decision || ' ' || decided_by as found from invocation where tenant_id = $1")
                        .execute(Tuple.of(mine.value()))
                        .subscribe()
                        .with(rows -> {
                            rows.forEach(row -> seen.add(row.getString("found")));
                            request.response().end("{}");
                        }));
        var operation = operation("POST", "/refunds", "money");

        // When
        var run = run(operation, new JsonObject(), true);

        // Then
        String by = logged(run.statusCode(200).body("state", equalTo("succeeded")))
                .body("decision.decision", equalTo("confirm"))
                .body("decision.at", notNullValue())
                .extract()
                .path("asked_by");
        assertEquals("running confirm " + by, seen.getFirst());
        assertEquals(1, seen.size());
        var told = Topics.until(Topic.ACTIVITY, mine, ActivityRecorded.class, found -> !found.isEmpty())
                .getFirst();
        assertEquals("operation.tried", told.activity());
        assertEquals(by, told.properties().get("member"));
        assertEquals("money", told.properties().get("risk"));
    }

    @Test
    void callsNothingWithoutAYesAndLogsNothing() {
        var operation = operation("POST", "/refunds", "money");

        run(operation, new JsonObject(), false)
                .statusCode(400)
                .body("errors[0].code", equalTo("confirmation-required"));

        assertEquals(0, server.received("/refunds").size());
        Tools.asAdmin(mine).get(Tools.INVOCATIONS).then().body("data.size()", equalTo(0));
    }

    @Test
    void isSentOnceWhenItChangesSomething() {
        server.answer("/refunds", 503, "{}");
        var operation = operation("POST", "/refunds", "money");

        var run = run(operation, new JsonObject(), true);

        run.statusCode(200).body("state", equalTo("failed")).body("error.uncertain", equalTo(true));
        logged(run).body("state", equalTo("failed")).body("uncertain", equalTo(true));
        assertEquals(1, server.received("/refunds").size());
    }

    @Test
    void isForAdministratorsOfItsTenantAlone() {
        var operation = operation("GET", "/orders", "read");
        var body = new JsonObject().encode();

        Tools.as(TestTokens.member(Role.EDITOR, mine))
                .body(body)
                .post(operation)
                .then()
                .statusCode(403);
        Tools.asAdmin(other).body(body).post(operation).then().statusCode(404);
        assertEquals(0, server.received("/orders").size());
    }

    /** The path at which it is tried out. */
    private String operation(String method, String path, String risk) {
        var integration = Systems.connect(mine, Systems.api(server.url("")));
        var definition = new JsonObject().put("method", method).put("path", path);
        var operation = Systems.operation(definition, Systems.texts("password")).put("risk", risk);
        return Systems.operations(integration) + "/" + Systems.add(mine, integration, operation) + "/run";
    }

    private ValidatableResponse run(String path, JsonObject arguments, boolean confirm) {
        return Systems.post(
                mine, path, new JsonObject().put("arguments", arguments).put("confirm", confirm));
    }

    private ValidatableResponse logged(ValidatableResponse run) {
        String id = run.extract().path("invocation");
        return Tools.asAdmin(mine).get(Tools.INVOCATIONS + "/" + id).then().statusCode(200);
    }
}
