package usher.chat.receipt;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import usher.chat.model.FakeProvider;
import usher.chat.model.Scene;
import usher.chat.model.UsageTopic;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class ReceiptTest {
    private static final Map<String, ?> PRICES = Map.of(
            "input_per_million", 2, "cached_per_million", 0.5, "output_per_million", 8, "reasoning_per_million", 10);

    private final FakeProvider provider = new FakeProvider().says("By post.");
    private final Scene scene = Scene.open();
    private final Scene other = Scene.open();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void provesHowAnAnswerCameAboutAndWhatItCost() {
        var model = talking();

        var receipt = scene.receipt(scene.answer("How do I return it?"))
                .statusCode(200)
                .body("fault", nullValue())
                .body("signature", notNullValue())
                .body("receipt.previous", nullValue())
                .body("receipt.finish_reason", equalTo("stop"))
                .body("receipt.text_sha256", equalTo(Hashes.sha256("By post.")))
                .body("receipt.persona.prompt_sha256", notNullValue())
                .body("receipt.cache", equalTo("none"))
                .body("receipt.timing.total_ms", notNullValue())
                .body("receipt.uses", hasSize(1))
                .body("receipt.uses[0].model", equalTo(model))
                .body("receipt.uses[0].price.cached", equalTo("0.5"));

        assertEquals(Map.of("input", 600, "cached", 400, "output", 250, "reasoning", 50), uses(receipt, "tokens"));
        assertEquals(Map.of("input", 1200, "cached", 200, "output", 2000, "reasoning", 500), uses(receipt, "micros"));
        receipt.body("receipt.cost_micros", equalTo(3900));
    }

    @Test
    void costsOnTheReceiptWhatItCostsInTheLedger() throws Exception {
        talking();
        scene.answer("One");
        var message = scene.answer("Two");
        String turn = scene.receipt(message).extract().path("receipt.turn");

        var events = UsageTopic.until(
                scene.id(), event -> turn.equals(event.dimensions().get("turn")));

        var lines = new HashMap<String, Long>();
        events.getLast().lines().forEach(line -> lines.put(line.metric(), line.costMicros()));
        assertEquals(
                Map.of(
                        "messages",
                        0L,
                        "conversations",
                        0L,
                        "tokens.input",
                        1200L,
                        "tokens.cached",
                        200L,
                        "tokens.output",
                        2000L,
                        "tokens.reasoning",
                        500L),
                lines);
        assertEquals(2 * 3900, UsageTopic.cost(events));
    }

    @Test
    void keepsThePriceThatWasInForceWhenThePriceChanges() throws Exception {
        var model = talking();
        var before = scene.answer("One");

        Scene.price(model, Map.of("input_per_million", 20, "output_per_million", 80))
                .statusCode(201);
        scene.uses("answer", provider, model);
        var after = scene.answer("Two");

        scene.receipt(before).body("receipt.cost_micros", equalTo(3900)).body("fault", nullValue());
        scene.receipt(after).body("receipt.cost_micros", equalTo(20 * 1000 + 80 * 300));
    }

    @Test
    void chainsTheReceiptsOfAConversation() {
        talking();
        var first = scene.ask(Map.of("text", "One")).extract();
        String conversation = first.path("conversation");
        String second = scene.ask(Map.of("text", "Two", "conversation", conversation))
                .extract()
                .path("message.id");
        String hash = scene.receipt(first.path("message.id")).extract().path("hash");

        scene.receipt(second).body("receipt.previous", equalTo(hash)).body("receipt.turn_number", equalTo(2));
        chain(conversation)
                .body("valid", equalTo(true))
                .body("receipts", equalTo(2))
                .body("complete", equalTo(true));
    }

    @Test
    void knowsItsOwnReceiptsAgain() {
        talking();
        Map<String, Object> shown = scene.receipt(scene.answer("One")).extract().path("$");

        scene.server()
                .body(shown)
                .post("/api/v1/chat/admin/receipts/verify")
                .then()
                .body("valid", equalTo(true));

        shown.put("hash", "0".repeat(64));
        scene.server()
                .body(shown)
                .post("/api/v1/chat/admin/receipts/verify")
                .then()
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("reason", equalTo("body-changed"));
        scene.server()
                .get("/api/v1/chat/receipts/keys")
                .then()
                .body("keys[0].crv", equalTo("Ed25519"))
                .body("keys[0].kid", equalTo(shown.get("key_id")));
    }

    @Test
    void showsWhatWasChangedBehindItsBack() throws Exception {
        talking();
        var asked = scene.ask(Map.of("text", "One")).extract();
        String conversation = asked.path("conversation");
        String message = asked.path("message.id");

        asOwner("update chat.receipt set body = replace(body, '3900', '39') where message_id = '"
                + MessageId.fromString(message).value() + "'");

        scene.receipt(message).body("fault", equalTo("body-changed")).body("signature", nullValue());
        chain(conversation).body("valid", equalTo(false)).body("faults[0].message", equalTo(message));

        asOwner("delete from chat.receipt where message_id = '"
                + MessageId.fromString(message).value() + "'");
        scene.ask(Map.of("text", "Two", "conversation", conversation)).statusCode(200);
        chain(conversation).body("complete", equalTo(false));
        asOwner("update chat.conversation set receipt_head = null where id = '"
                + ConversationId.fromString(conversation).value() + "'");
        chain(conversation).body("faults[0].code", containsString("chain-broken"));
    }

    @Test
    void chainsOnWhenAnotherReplicaWasQuicker() throws Exception {
        talking();
        String conversation = scene.ask(Map.of("text", "One")).extract().path("conversation");
        var id = ConversationId.fromString(conversation).value();
        asOwner("update chat.conversation set receipt_head = '" + "f".repeat(64) + "' where id = '" + id + "'");

        String message = scene.ask(Map.of("text", "Two", "conversation", conversation))
                .statusCode(200)
                .extract()
                .path("message.id");

        scene.receipt(message).body("receipt.previous", equalTo("f".repeat(64)));
    }

    @Test
    void showsNobodyElsesReceipts() {
        talking();
        var asked = scene.ask(Map.of("text", "One")).extract();
        String message = asked.path("message.id");
        String conversation = asked.path("conversation");

        other.receipt(message).statusCode(404);
        other.member()
                .get("/api/v1/chat/admin/messages/{id}/receipt", message)
                .then()
                .statusCode(404);
        other.member()
                .get("/api/v1/chat/admin/conversations/{id}/receipts/check", conversation)
                .then()
                .statusCode(404);
        scene.member()
                .get("/api/v1/chat/admin/messages/{id}/receipt", message)
                .then()
                .statusCode(200);
    }

    @Test
    void showsAVisitorItsOwnReceiptWithoutWhatIsInternal() {
        talking();
        var visitor = new VisitorId(UUID.randomUUID());
        String message = as(visitor)
                .body(Map.of("text", "One"))
                .post("/api/v1/chat/turns")
                .then()
                .statusCode(200)
                .extract()
                .path("message.id");
        String hash = scene.receipt(message).extract().path("hash");

        var shown = as(visitor)
                .get("/api/v1/chat/messages/{id}/receipt", message)
                .then()
                .statusCode(200)
                .body("message", equalTo(message))
                .body("text_sha256", equalTo(Hashes.sha256("By post.")))
                .body("hash", equalTo(hash))
                .body("signature", notNullValue())
                .extract();

        assertEquals(
                Set.of(
                        "message",
                        "conversation",
                        "turn_number",
                        "created_at",
                        "text_sha256",
                        "finish_reason",
                        "passages",
                        "tools",
                        "hash",
                        "key_id",
                        "signature"),
                shown.<Map<String, Object>>path("$").keySet());
        as(new VisitorId(UUID.randomUUID()))
                .get("/api/v1/chat/messages/{id}/receipt", message)
                .then()
                .statusCode(404);
    }

    private RequestSpecification as(VisitorId visitor) {
        return given().auth()
                .oauth2(TestTokens.visitor(scene.id(), visitor, Map.of()))
                .contentType("application/json");
    }

    private String talking() {
        var prices = new HashMap<String, Object>(PRICES);
        prices.put("effective_from", Instant.EPOCH.toString());
        var model = Scene.priced(prices);
        scene.uses("answer", provider, model);
        return model;
    }

    private ValidatableResponse chain(String conversation) {
        return scene.member()
                .get("/api/v1/chat/admin/conversations/{id}/receipts/check", conversation)
                .then()
                .statusCode(200);
    }

    private static Map<String, Integer> uses(ValidatableResponse receipt, String what) {
        return receipt.extract().path("receipt.uses[0]." + what);
    }

    /** Only the owner of the tables can do what these tests do; the services' own roles may not. */
    private static void asOwner(String sql) throws SQLException {
        var database = new PGSimpleDataSource();
        database.setUrl("jdbc:" + System.getProperty("usher.postgres.url"));
        database.setUser("chat_owner");
        database.setPassword(System.getProperty("usher.postgres.owner-password"));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(sql), sql);
        }
    }
}
