package usher.tool.invocation.confirmation;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Topics;

/** A tool that spends money runs when its visitor has said yes, and never otherwise. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class ConfirmationTest {
    private static final ToolServer SHOP = new ToolServer();
    private static final JsonObject ANNA = new JsonObject().put("sub", "cust-7");

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private final TenantId tenant = Tools.tenant();
    private final String path = "/" + Tools.newName();
    private final JsonObject tool = Tools.cancelTool("money");
    private JsonObject call;

    @BeforeEach
    void ask() {
        var url = SHOP.answer(path, 200, "{\"refunded\": 4900}");
        Tools.connect(tenant, Tools.register(tool), tool.getString("name"), url, 1_000);
        call = Tools.call(tool.getString("name"), new JsonObject().put("order", "1042"), ANNA);
    }

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void waitsForTheVisitorAndKeepsWhatWasSaidSealed() {
        waits(Tools.invoke(tenant, call));
        waits(Tools.invoke(tenant, call));

        assertEquals(0, SHOP.received(path).size());
        var sealed = column("sealed_arguments");
        assertFalse(sealed.contains("1042"));
        assertFalse(column("arguments").contains("cust-7"));
        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS)
                .then()
                .body("data.size()", equalTo(1))
                .body("data[0].state", equalTo("awaiting"))
                .body("data[0].risk", equalTo("money"))
                .body("data[0].expires_at", notNullValue());
    }

    @Test
    void runsOnceWhenConfirmedAndSaysWhoConfirmedIt() {
        // Given
        waits(Tools.invoke(tenant, call));
        var yes = Tools.decision(call, "confirm");

        // When
        var answer = Tools.decide(tenant, call, yes);

        // Then
        answer.statusCode(200).body("state", equalTo("succeeded")).body("result.refunded", equalTo(4900));
        Tools.decide(tenant, call, yes).body("state", equalTo("succeeded")).body("repeated", equalTo(true));
        Tools.decide(tenant, call, Tools.decision(call, "decline")).body("state", equalTo("succeeded"));
        Tools.invoke(tenant, Tools.again(call).put("message_id", yes.getString("message_id")))
                .body("state", equalTo("succeeded"))
                .body("repeated", equalTo(true));
        assertEquals(1, SHOP.received(path).size());
        var sent = SHOP.received(path).getFirst();
        assertEquals("cust-7", sent.json().getJsonObject("arguments").getString("customer_id"));
        assertEquals(64, sent.header("idempotency-key").length());
        assertNull(column("sealed_arguments"));
        Tools.asAdmin(tenant)
                .get(Tools.INVOCATIONS)
                .then()
                .body("data[1].decision.decision", equalTo("confirm"))
                .body("data[1].decision.by", equalTo(yes.getString("visitor")))
                .body("data[1].decision.message", equalTo(yes.getString("message_id")))
                .body("data[1].decision.at", notNullValue());
    }

    @Test
    void isConfirmedOnceHoweverOftenAtTheSameTime() {
        // Given
        waits(Tools.invoke(tenant, call));

        // When
        var answers = Stream.generate(() -> Tools.decision(call, "confirm"))
                .limit(10)
                .map(yes -> CompletableFuture.supplyAsync(
                        () -> Tools.decide(tenant, call, yes).extract().statusCode(), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        // Then
        assertEquals(1, SHOP.received(path).size());
        assertTrue(answers.contains(200) && answers.stream().allMatch(status -> status == 200 || status == 409));
    }

    @Test
    void doesNothingWhenDeclined() {
        waits(Tools.invoke(tenant, call));
        var no = Tools.decision(call, "decline");

        Tools.decide(tenant, call, no)
                .statusCode(200)
                .body("state", equalTo("declined"))
                .body("error.code", equalTo("confirmation-declined"));
        Tools.decide(tenant, call, Tools.decision(call, "confirm")).body("state", equalTo("declined"));

        Tools.invoke(tenant, Tools.again(call).put("message_id", no.getString("message_id")))
                .body("state", equalTo("declined"))
                .body("repeated", equalTo(true));
        assertEquals(0, SHOP.received(path).size());
        assertNull(column("sealed_arguments"));
        waits(Tools.invoke(tenant, Tools.inALaterTurn(call)));
        var usage = Topics.until(Topic.USAGE, tenant, UsageRecorded.class, found -> !found.isEmpty());
        assertEquals(1, usage.size());
        assertEquals("declined", usage.getFirst().dimensions().get("state"));
    }

    @Test
    void cannotBeConfirmedTooLate() {
        waits(Tools.invoke(tenant, call));
        update("update invocation set deadline = now() where tenant_id = $1");

        Tools.decide(tenant, call, Tools.decision(call, "confirm"))
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("error.code", equalTo("confirmation-expired"))
                .body("error.uncertain", equalTo(false));

        assertEquals(0, SHOP.received(path).size());
        assertNull(column("sealed_arguments"));
        Tools.asAdmin(tenant).get(Tools.INVOCATIONS).then().body("data[0].state", equalTo("expired"));
    }

    @Test
    void isDecidedInItsOwnConversationAndTenantAlone() {
        // Given
        waits(Tools.invoke(tenant, call));
        var elsewhere =
                Tools.decision(call, "confirm").put("conversation", new ConversationId(UUID.randomUUID()).toString());

        // When, Then
        Tools.decide(tenant, call, elsewhere).statusCode(404);
        Tools.decide(Tools.tenant(), call, Tools.decision(call, "confirm")).statusCode(404);
        Tools.decide(tenant, Tools.again(call), Tools.decision(call, "confirm")).statusCode(404);
        assertEquals(0, SHOP.received(path).size());
        Tools.decide(tenant, call, Tools.decision(call, "confirm")).body("state", equalTo("succeeded"));
    }

    @Test
    void isConfirmedByWhoAskedAlone() {
        // Given
        waits(Tools.invoke(tenant, call));
        var other = Tools.decision(call, "confirm").put("identity", new JsonObject().put("sub", "cust-8"));
        var nobody = Tools.decision(call, "confirm");
        nobody.remove("identity");

        // When, Then
        Tools.decide(tenant, call, other).statusCode(409).body("code", equalTo("confirmation-mismatch"));
        Tools.decide(tenant, call, nobody).statusCode(409).body("code", equalTo("confirmation-mismatch"));
        assertEquals(0, SHOP.received(path).size());
        Tools.decide(tenant, call, Tools.decision(call, "confirm")).body("state", equalTo("succeeded"));
    }

    @Test
    void asksOncePerTurnAndAnewWhenTheVisitorHasGoneOn() {
        // Given
        waits(Tools.invoke(tenant, call));
        Tools.invoke(tenant, Tools.again(call)).body("error.code", equalTo("confirmation-pending"));
        var anew = Tools.inALaterTurn(call);

        // When
        waits(Tools.invoke(tenant, anew));

        // Then
        Tools.decide(tenant, call, Tools.decision(call, "confirm"))
                .body("error.code", equalTo("confirmation-superseded"));
        Tools.decide(tenant, anew, Tools.decision(anew, "confirm")).body("state", equalTo("succeeded"));
        assertEquals(1, SHOP.received(path).size());
    }

    @Test
    void isConfirmedAnewButKeepsItsKeyWhenNobodyKnowsWhatItDid() {
        // Given
        SHOP.answer(path, (request, number) -> {
            if (number > 1) {
                request.response().end("{}");
            }
        });
        waits(Tools.invoke(tenant, call));
        Tools.decide(tenant, call, Tools.decision(call, "confirm")).body("error.code", equalTo("tool-timeout"));
        var declined = Tools.inALaterTurn(call);
        waits(Tools.invoke(tenant, declined));
        Tools.decide(tenant, declined, Tools.decision(declined, "decline")).body("error.uncertain", equalTo(true));
        var third = Tools.inALaterTurn(call);
        waits(Tools.invoke(tenant, third));
        assertEquals(1, SHOP.received(path).size());

        // When
        Tools.decide(tenant, third, Tools.decision(third, "confirm")).body("state", equalTo("succeeded"));

        // Then
        var received = SHOP.received(path);
        assertEquals(2, received.size());
        assertEquals(
                received.getFirst().header("idempotency-key"),
                received.getLast().header("idempotency-key"));
    }

    @Test
    void isRefusedByTheDatabaseItselfWithoutAConfirmation() {
        waits(Tools.invoke(tenant, call));

        var refused = assertThrows(
                PgException.class,
                () -> update("update invocation set state = 'running', sealed_arguments = null where tenant_id = $1"));

        assertTrue(String.valueOf(refused.getMessage()).contains("invocation_money_confirmed"));
    }

    @Test
    void refusesABadDecision() {
        waits(Tools.invoke(tenant, call));

        Tools.decide(tenant, call, Tools.decision(call, "perhaps")).statusCode(400);
        Tools.decide(tenant, call, new JsonObject()).statusCode(400);
        Tools.asAdmin(tenant)
                .body(Tools.decision(call, "confirm").encode())
                .post(Tools.INTERNAL + "/" + call.getString("call_id") + "/decision")
                .then()
                .statusCode(403);
    }

    private static void waits(ValidatableResponse answer) {
        answer.statusCode(200)
                .body("state", equalTo("needs_confirmation"))
                .body("confirmation.expires_at", startsWith("20"))
                .body("error", nullValue());
    }

    private String column(String name) {
        return jobs.preparedQuery("select " + name + " as it from invocation where tenant_id = $1 order by id limit 1")
                .execute(Tuple.of(tenant.value()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString("it");
    }

    private void update(String sql) {
        jobs.preparedQuery(sql).execute(Tuple.of(tenant.value())).await().indefinitely();
    }
}
