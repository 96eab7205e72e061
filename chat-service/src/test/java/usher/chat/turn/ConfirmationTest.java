package usher.chat.turn;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.chat.turn.Talking.TURNS;
import static usher.chat.turn.Talking.bearer;
import static usher.chat.turn.Talking.member;
import static usher.chat.turn.Talking.server;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.chat.tool.ToolServicePort;
import usher.kit.test.EmbeddedPlatform;

/** Money moves when the visitor said yes, and what became of it is told. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = ToolServicePort.class, scope = TestResourceScope.GLOBAL)
class ConfirmationTest {
    private final Refunds refunds = new Refunds();

    @BeforeEach
    void aTenantWhoseToolMovesMoney() {
        refunds.open();
    }

    @AfterEach
    void stop() {
        refunds.close();
    }

    @Test
    void asksBeforeMoneyMovesAndShowsWithWhat() {
        refunds.provider.calls(
                "refund_order", "{\"order\":\"1042\",\"amount_in_euros\":20.5,\"customer_id\":\"cus_43\"}");

        var stream = bearer(refunds.token())
                .accept("text/event-stream")
                .body(Map.of("text", "Refund 1042"))
                .post(TURNS)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertTrue(stream.contains("\"label\":\"Refund of order 1042\",\"state\":\"needs_confirmation\""), stream);
        assertTrue(
                stream.contains("\"details\":[{\"name\":\"Order\",\"value\":\"1042\"},"
                        + "{\"name\":\"Amount in euros\",\"value\":\"20.5\"}]"),
                stream);
        assertTrue(stream.contains("I need your confirmation before I go on: Refund of order 1042."), stream);
        assertTrue(stream.contains("\"finish_reason\":\"stop\""), stream);
        assertFalse(stream.contains("cus_43"), stream);
        assertEquals(1, refunds.provider.requests.size());
    }

    @Test
    void asksOnThePagesLanguage() {
        refunds.provider.calls("refund_order", "{\"order\":\"1042\"}");

        refunds.turn(Map.of("text", "החזר", "locale", "he-IL"))
                .body("message.text", containsString("אני צריך את האישור שלך"));
    }

    @Test
    void doesWhatIsConfirmedAndTellsWhatCameOfIt() {
        var asked = refunds.asked();
        refunds.provider.says("Your money is on its way.");

        var answer = refunds.decide(asked, "confirm", "one")
                .statusCode(200)
                .body("message.text", equalTo("Your money is on its way."))
                .body("message.tool_calls.state", contains("succeeded"))
                .body("message.tool_calls.label", contains("Refunded order 1042"))
                .extract()
                .<String>path("message.id");

        var decision = refunds.tools.decisions.element();
        assertEquals("confirm", decision.path("decision").asText());
        assertEquals(asked.conversation(), decision.path("conversation").asText());
        assertEquals(answer, decision.path("message_id").asText());
        assertEquals(refunds.visitor.toString(), decision.path("visitor").asText());
        assertEquals("cus_42", decision.at("/identity/sub").asText());
        assertTrue(refunds.lastRequest().contains("It is done."), "the model speaks with the outcome in its round");
        refunds.history(asked, "succeeded", "succeeded");
        server(refunds.tenant)
                .get("/api/v1/chat/messages/{id}/receipt", answer)
                .then()
                .body("receipt.tools.state", contains("succeeded"))
                .body("receipt.tools.call", contains(asked.call()));
    }

    @Test
    void leavesWhatIsDeclined() {
        var asked = refunds.asked();
        refunds.provider.says("Nothing was refunded.");

        refunds.decide(asked, "decline", "one").body("message.tool_calls.state", contains("declined"));

        assertTrue(refunds.lastRequest().contains("declined"), refunds.lastRequest());
        refunds.history(asked, "declined", "declined");
    }

    @Test
    void letsTheOtherCallsOfTheRoundFinish() {
        refunds.provider.calls(Map.of("look_up_order", "{\"order\":\"1037\"}", "refund_order", "{\"order\":\"1042\"}"));

        var answer = refunds.turn(Map.of("text", "Check 1037 and refund 1042")).statusCode(200);

        answer.body("message.tool_calls.find { it.label == 'Checked order 1037' }.state", equalTo("succeeded"));
        answer.body("message.tool_calls.find { it.label == 'Checked order 1037' }.confirmation", nullValue());
        answer.body(
                "message.tool_calls.find { it.label == 'Refund of order 1042' }.state", equalTo("needs_confirmation"));
        assertEquals(1, refunds.provider.requests.size());
    }

    @Test
    void letsATenantsServerConfirmForItsVisitor() {
        var asked = refunds.asked();
        refunds.provider.says("Paid.");

        var body = new HashMap<String, Object>(Refunds.body(asked, "confirm", "server"));
        body.put("visitor", refunds.visitor.toString());
        server(refunds.tenant).body(body).post(TURNS).then().statusCode(200).body("message.text", equalTo("Paid."));

        assertEquals(
                refunds.visitor.toString(),
                refunds.tools.decisions.element().path("visitor").asText());
    }

    @Test
    void endsACompletionWithTheQuestion() {
        refunds.provider.calls("refund_order", "{\"order\":\"1042\"}");

        server(refunds.tenant)
                .body(Map.of(
                        "model",
                        "persona:support-assistant@live",
                        "messages",
                        List.of(Map.of("role", "user", "content", "Refund 1042"))))
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .body("choices[0].finish_reason", equalTo("stop"))
                .body("choices[0].message.content", containsString("I need your confirmation"))
                .body("choices[0].message.tool_calls", nullValue());
        assertTrue(refunds.tools.decisions.isEmpty());
    }

    @Test
    void showsMembersTheArgumentsAndVisitorsNot() {
        var asked = refunds.asked();

        member(refunds.tenant)
                .get("/api/v1/chat/admin/conversations/{id}/messages", asked.conversation())
                .then()
                .body("data[1].tool_calls[0].arguments.order", equalTo("1042"));
        bearer(refunds.token())
                .get("/api/v1/chat/conversations/{id}/messages", asked.conversation())
                .then()
                .body("data[1].tool_calls", hasSize(1))
                .body("data[1].tool_calls[0].confirmation.details.value", contains("1042"))
                .body("data[1].tool_calls[0].arguments", nullValue())
                .body("data[1].text", not(containsString("arguments")));
    }

    @ParameterizedTest
    @CsvSource({"Yes!, confirm", "yes please, confirm", "כן, confirm", "No, decline", "לא תודה, decline"})
    void takesAPlainWordForADecision(String word, String decision) {
        var asked = refunds.asked();
        refunds.provider.says("So be it.");

        refunds.turn(Map.of("text", word, "conversation", asked.conversation())).statusCode(200);

        assertEquals(
                decision, refunds.tools.decisions.element().path("decision").asText());
    }

    @Test
    void leavesItWaitingWhenAnythingElseIsSaid() {
        var asked = refunds.asked();
        refunds.provider.says("In which order?").says("Still here.");

        refunds.turn(Map.of("text", "Yes, but only half of it", "conversation", asked.conversation()));
        refunds.turn(Map.of("text", "Yes", "conversation", asked.conversation()));

        assertEquals(List.of(), List.copyOf(refunds.tools.decisions), "the answer before the yes asked nothing");
        refunds.history(asked, "needs_confirmation");
    }
}
