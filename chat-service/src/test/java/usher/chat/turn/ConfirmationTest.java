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
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.chat.completion.StandIn;
import usher.chat.tool.AnnouncedTools;
import usher.chat.tool.FakeToolService;
import usher.chat.tool.ToolServicePort;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

/** Money moves when the visitor said yes, and what became of it is told. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = ToolServicePort.class, scope = TestResourceScope.GLOBAL)
class ConfirmationTest {
    private static final Instant LATER = Instant.now().plus(Duration.ofMinutes(15));

    private final StandIn provider = new StandIn();
    private final FakeToolService tools = new FakeToolService();
    private final VisitorId visitor = new VisitorId(UUID.randomUUID());
    private TestTenant tenant = new TestTenant(new TenantId(UUID.randomUUID()), "", "");

    @BeforeEach
    void aTenantWhoseToolMovesMoney() {
        tenant = provider.tenant();
        AnnouncedTools.announce(tenant.id(), AnnouncedTools.REFUND, AnnouncedTools.LOOK_UP);
        tools.asksFor("refund_order", LATER);
    }

    @AfterEach
    void stop() {
        provider.close();
        tools.close();
    }

    @Test
    void asksBeforeMoneyMovesAndShowsWithWhat() {
        provider.calls("refund_order", "{\"order\":\"1042\",\"amount_in_euros\":20.5,\"customer_id\":\"cus_43\"}");

        var stream = bearer(token())
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
        assertEquals(1, provider.requests.size());
    }

    @Test
    void asksOnThePagesLanguage() {
        provider.calls("refund_order", "{\"order\":\"1042\"}");

        turn(Map.of("text", "החזר", "locale", "he-IL")).body("message.text", containsString("אני צריך את האישור שלך"));
    }

    @Test
    void doesWhatIsConfirmedAndTellsWhatCameOfIt() {
        var asked = asked();
        provider.says("Your money is on its way.");

        var answer = decide(asked, "confirm", "one")
                .statusCode(200)
                .body("message.text", equalTo("Your money is on its way."))
                .body("message.tool_calls.state", contains("succeeded"))
                .body("message.tool_calls.label", contains("Refunded order 1042"))
                .extract()
                .<String>path("message.id");

        var decision = tools.decisions.element();
        assertEquals("confirm", decision.path("decision").asText());
        assertEquals(asked.conversation(), decision.path("conversation").asText());
        assertEquals(answer, decision.path("message_id").asText());
        assertEquals(visitor.toString(), decision.path("visitor").asText());
        assertEquals("cus_42", decision.at("/identity/sub").asText());
        assertTrue(lastRequest().contains("It is done."), "the model speaks with the outcome in its round");
        history(asked, "succeeded", "succeeded");
        server(tenant)
                .get("/api/v1/chat/messages/{id}/receipt", answer)
                .then()
                .body("receipt.tools.state", contains("succeeded"))
                .body("receipt.tools.call", contains(asked.call()));
    }

    @Test
    void leavesWhatIsDeclined() {
        var asked = asked();
        provider.says("Nothing was refunded.");

        decide(asked, "decline", "one").body("message.tool_calls.state", contains("declined"));

        assertTrue(lastRequest().contains("declined"), lastRequest());
        history(asked, "declined", "declined");
    }

    @Test
    void answersADoubleClickOnce() {
        var asked = asked();
        provider.says("Paid.");

        var first = decide(asked, "confirm", "same").extract().<String>path("message.id");
        decide(asked, "confirm", "same").statusCode(200).body("message.id", equalTo(first));

        assertEquals(1, tools.decisions.size());
    }

    @Test
    void givesASecondDecisionTheFirstOnesOutcome() {
        var asked = asked();
        provider.says("Paid.").says("It was paid before.");

        decide(asked, "confirm", "one");
        decide(asked, "decline", "two").body("message.tool_calls.state", contains("succeeded"));

        history(asked, "succeeded", "succeeded", "succeeded");
    }

    @ParameterizedTest
    @CsvSource({"Yes!, confirm", "yes please, confirm", "כן, confirm", "No, decline", "לא תודה, decline"})
    void takesAPlainWordForADecision(String word, String decision) {
        var asked = asked();
        provider.says("So be it.");

        turn(Map.of("text", word, "conversation", asked.conversation())).statusCode(200);

        assertEquals(decision, tools.decisions.element().path("decision").asText());
    }

    @Test
    void leavesItWaitingWhenAnythingElseIsSaid() {
        var asked = asked();
        provider.says("In which order?").says("Still here.");

        turn(Map.of("text", "Yes, but only half of it", "conversation", asked.conversation()));
        turn(Map.of("text", "Yes", "conversation", asked.conversation()));

        assertEquals(List.of(), List.copyOf(tools.decisions), "the answer before the yes asked nothing");
        history(asked, "needs_confirmation");
    }

    @Test
    void isOverWhenItsTimeIsOver() {
        tools.asksFor("refund_order", Instant.now().minusSeconds(1));
        var asked = asked();
        provider.says("What would you like to confirm?");

        turn(Map.of("text", "yes", "conversation", asked.conversation())).statusCode(200);

        assertTrue(tools.decisions.isEmpty());
        history(asked, "expired");
    }

    @Test
    void knowsNoCallOfAnotherConversationVisitorOrTenant() {
        var asked = asked();
        var elsewhere = asked();
        var stranger = TestTokens.visitor(tenant.id(), new VisitorId(UUID.randomUUID()), Map.of());
        var other = provider.tenant();

        unknown(bearer(token()).body(body(new Asked(elsewhere.conversation(), asked.call()), "confirm", "a")));
        unknown(bearer(stranger).body(body(asked, "confirm", "b")));
        unknown(server(other).body(body(asked, "confirm", "c")));
        bearer(token())
                .body(Map.of("text", "Yes", "confirmation", Map.of("call", asked.call(), "decision", "confirm")))
                .post(TURNS)
                .then()
                .statusCode(400);
        tools.refusesDecisions(404);
        unknown(bearer(token()).body(body(asked, "confirm", "d")));

        assertEquals(1, tools.decisions.size());
        history(asked, "needs_confirmation");
    }

    @Test
    void passesADecisionOnWhenItIsTriedAgain() {
        var asked = asked();
        tools.refusesDecisions(503);
        decide(asked, "confirm", "again").statusCode(503).body("code", equalTo("confirmation-not-passed-on"));
        tools.refusesDecisions(200);
        provider.says("Paid.");

        decide(asked, "confirm", "again").statusCode(200).body("message.text", equalTo("Paid."));
    }

    @Test
    void remembersTheOutcomeWhenTheAnswerBreaks() {
        var asked = asked();
        provider.breaksOffAfter("Your").says("It was paid.");

        decide(asked, "confirm", "again").statusCode(502);
        history(asked, "succeeded");
        decide(asked, "confirm", "again").statusCode(200).body("message.text", equalTo("It was paid."));

        history(asked, "succeeded", "succeeded");
    }

    @Test
    void letsTheOtherCallsOfTheRoundFinish() {
        provider.calls(Map.of("look_up_order", "{\"order\":\"1037\"}", "refund_order", "{\"order\":\"1042\"}"));

        var answer = turn(Map.of("text", "Check 1037 and refund 1042")).statusCode(200);

        answer.body("message.tool_calls.find { it.label == 'Checked order 1037' }.state", equalTo("succeeded"));
        answer.body("message.tool_calls.find { it.label == 'Checked order 1037' }.confirmation", nullValue());
        answer.body(
                "message.tool_calls.find { it.label == 'Refund of order 1042' }.state", equalTo("needs_confirmation"));
        assertEquals(1, provider.requests.size());
    }

    @Test
    void letsATenantsServerConfirmForItsVisitor() {
        var asked = asked();
        provider.says("Paid.");

        var body = new HashMap<String, Object>(body(asked, "confirm", "server"));
        body.put("visitor", visitor.toString());
        server(tenant).body(body).post(TURNS).then().statusCode(200).body("message.text", equalTo("Paid."));

        assertEquals(
                visitor.toString(), tools.decisions.element().path("visitor").asText());
    }

    @Test
    void endsACompletionWithTheQuestion() {
        provider.calls("refund_order", "{\"order\":\"1042\"}");

        server(tenant)
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
        assertTrue(tools.decisions.isEmpty());
    }

    @Test
    void showsMembersTheArgumentsAndVisitorsNot() {
        var asked = asked();

        member(tenant)
                .get("/api/v1/chat/admin/conversations/{id}/messages", asked.conversation())
                .then()
                .body("data[1].tool_calls[0].arguments.order", equalTo("1042"));
        bearer(token())
                .get("/api/v1/chat/conversations/{id}/messages", asked.conversation())
                .then()
                .body("data[1].tool_calls", hasSize(1))
                .body("data[1].tool_calls[0].confirmation.details.value", contains("1042"))
                .body("data[1].tool_calls[0].arguments", nullValue())
                .body("data[1].text", not(containsString("arguments")));
    }

    private record Asked(String conversation, String call) {}

    /** A conversation in which a refund waits. */
    private Asked asked() {
        provider.calls("refund_order", "{\"order\":\"1042\"}");
        var answer = turn(Map.of("text", "Refund 1042"))
                .statusCode(200)
                .body("message.tool_calls.state", contains("needs_confirmation"))
                .extract();
        return new Asked(answer.path("conversation"), answer.path("message.tool_calls[0].id"));
    }

    private ValidatableResponse decide(Asked asked, String decision, String clientMessageId) {
        return turn(body(asked, decision, clientMessageId));
    }

    private static Map<String, Object> body(Asked asked, String decision, String clientMessageId) {
        return Map.of(
                "text",
                "Go on",
                "conversation",
                asked.conversation(),
                "clientMessageId",
                clientMessageId,
                "confirmation",
                Map.of("call", asked.call(), "decision", decision));
    }

    private ValidatableResponse turn(Map<String, ?> body) {
        return bearer(token()).body(body).post(TURNS).then();
    }

    private static void unknown(io.restassured.specification.RequestSpecification request) {
        request.post(TURNS).then().statusCode(404).body("code", equalTo("confirmation-unknown"));
    }

    /** The states of the tools of all answers, as the visitor's history has them. */
    private void history(Asked asked, String... states) {
        bearer(token())
                .get("/api/v1/chat/conversations/{id}/messages", asked.conversation())
                .then()
                .body("data.tool_calls.state.flatten()", contains(states));
    }

    private String lastRequest() {
        return List.copyOf(provider.requests).getLast();
    }

    private String token() {
        return TestTokens.visitor(tenant.id(), visitor, Map.of("sub", "cus_42"));
    }
}
