package usher.chat.turn;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.chat.turn.Talking.TURNS;
import static usher.chat.turn.Talking.bearer;
import static usher.chat.turn.Talking.server;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.tool.ToolServicePort;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

/** A decision counts once, for whom it was asked and while there is time, whatever breaks on its way. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = ToolServicePort.class, scope = TestResourceScope.GLOBAL)
class DecisionTest {
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
    void answersADoubleClickOnce() {
        var asked = refunds.asked();
        refunds.provider.says("Paid.");

        var first = refunds.decide(asked, "confirm", "same").extract().<String>path("message.id");
        refunds.decide(asked, "confirm", "same").statusCode(200).body("message.id", equalTo(first));

        assertEquals(1, refunds.tools.decisions.size());
    }

    @Test
    void givesASecondDecisionTheFirstOnesOutcome() {
        var asked = refunds.asked();
        refunds.provider.says("Paid.").says("It was paid before.");

        refunds.decide(asked, "confirm", "one");
        refunds.decide(asked, "decline", "two").body("message.tool_calls.state", contains("succeeded"));

        refunds.history(asked, "succeeded", "succeeded", "succeeded");
    }

    @Test
    void isOverWhenItsTimeIsOver() {
        refunds.tools.asksFor("refund_order", Instant.now().minusSeconds(1));
        var asked = refunds.asked();
        refunds.provider.says("What would you like to confirm?");

        refunds.turn(Map.of("text", "yes", "conversation", asked.conversation()))
                .statusCode(200);

        assertTrue(refunds.tools.decisions.isEmpty());
        refunds.history(asked, "expired");
    }

    @Test
    void knowsNoCallOfAnotherConversationVisitorOrTenant() {
        var asked = refunds.asked();
        var elsewhere = refunds.asked();
        var stranger = TestTokens.visitor(refunds.tenant.id(), new VisitorId(UUID.randomUUID()), Map.of());
        var other = refunds.provider.tenant();

        unknown(bearer(refunds.token())
                .body(Refunds.body(new Refunds.Asked(elsewhere.conversation(), asked.call()), "confirm", "a")));
        unknown(bearer(stranger).body(Refunds.body(asked, "confirm", "b")));
        unknown(server(other).body(Refunds.body(asked, "confirm", "c")));
        bearer(refunds.token())
                .body(Map.of("text", "Yes", "confirmation", Map.of("call", asked.call(), "decision", "confirm")))
                .post(TURNS)
                .then()
                .statusCode(400);
        refunds.tools.refusesDecisions(404);
        unknown(bearer(refunds.token()).body(Refunds.body(asked, "confirm", "d")));

        assertEquals(1, refunds.tools.decisions.size());
        refunds.history(asked, "needs_confirmation");
    }

    @Test
    void passesADecisionOnWhenItIsTriedAgain() {
        var asked = refunds.asked();
        refunds.tools.refusesDecisions(503);
        refunds.decide(asked, "confirm", "again").statusCode(503).body("code", equalTo("confirmation-not-passed-on"));
        refunds.tools.refusesDecisions(200);
        refunds.provider.says("Paid.");

        refunds.decide(asked, "confirm", "again").statusCode(200).body("message.text", equalTo("Paid."));
    }

    @Test
    void leavesItWaitingWhenItMayNotBeDecidedByWhoTries() {
        var asked = refunds.asked();
        refunds.tools.refusesDecisions(409);

        refunds.decide(asked, "confirm", "one").statusCode(409).body("code", equalTo("confirmation-refused"));

        refunds.history(asked, "needs_confirmation");
    }

    @Test
    void remembersTheOutcomeWhenTheAnswerBreaks() {
        var asked = refunds.asked();
        refunds.provider.breaksOffAfter("Your").says("It was paid.");

        refunds.decide(asked, "confirm", "again").statusCode(502);
        refunds.history(asked, "succeeded");
        refunds.decide(asked, "confirm", "again").statusCode(200).body("message.text", equalTo("It was paid."));

        refunds.history(asked, "succeeded", "succeeded");
    }

    private static void unknown(RequestSpecification request) {
        request.post(TURNS).then().statusCode(404).body("code", equalTo("confirmation-unknown"));
    }
}
