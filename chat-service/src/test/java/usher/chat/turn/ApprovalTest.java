package usher.chat.turn;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.chat.turn.Talking.bearer;
import static usher.chat.turn.Talking.member;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.tool.ToolServicePort;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

/** Members of a tenant see what waits for a yes, and may say it in the visitor's place. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = ToolServicePort.class, scope = TestResourceScope.GLOBAL)
class ApprovalTest {
    private static final String WAITING = "/api/v1/chat/admin/confirmations";

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
    void listsWhatWaitsToItsTenantAlone() {
        var first = refunds.asked();
        var second = refunds.asked();

        String cursor = member(refunds.tenant)
                .get(WAITING + "?limit=1")
                .then()
                .statusCode(200)
                .body("data.call", contains(first.call()))
                .body("data[0].conversation", equalTo(first.conversation()))
                .body("data[0].visitor", equalTo(refunds.visitor.toString()))
                .body("data[0].tool", equalTo("refund_order"))
                .body("data[0].label", equalTo("Refund of order 1042"))
                .body("data[0].arguments.order", equalTo("1042"))
                .body("data[0].expires_at", startsWith("20"))
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");
        member(refunds.tenant)
                .get(WAITING + "?limit=1&starting_after=" + cursor)
                .then()
                .body("data.call", contains(second.call()))
                .body("has_more", equalTo(false));
        member(refunds.provider.tenant()).get(WAITING).then().body("data", hasSize(0));
    }

    @Test
    void approvesInTheConversationAndTellsTheVisitor() {
        // Given
        var asked = refunds.asked();
        refunds.provider.says("Your money is on its way.");

        // When
        var decided = decide(member(refunds.tenant), asked, "confirm");

        // Then
        decided.statusCode(200)
                .body("call", equalTo(asked.call()))
                .body("state", equalTo("succeeded"))
                .body("answer.conversation", equalTo(asked.conversation()))
                .body("answer.message.text", equalTo("Your money is on its way."));
        var passed = refunds.tools.decisions.element();
        assertEquals("confirm", passed.path("decision").asText());
        assertTrue(passed.path("member").asText().startsWith("mem_"), passed.toString());
        assertEquals(refunds.visitor.toString(), passed.path("visitor").asText());
        assertFalse(passed.hasNonNull("identity"), passed.toString());
        refunds.history(asked, "succeeded", "succeeded");
        bearer(refunds.token())
                .get("/api/v1/chat/conversations/{id}/messages", asked.conversation())
                .then()
                .body("data.text", hasItem("[Our team has approved this.]"));
        member(refunds.tenant).get(WAITING).then().body("data", hasSize(0));
    }

    @Test
    void declinesAndTheFirstDecisionStays() {
        var asked = refunds.asked();
        refunds.provider.says("Nothing was refunded.");

        decide(member(refunds.tenant), asked, "decline").statusCode(200).body("state", equalTo("declined"));
        decide(member(refunds.tenant), asked, "confirm").statusCode(409).body("code", equalTo("confirmation-over"));

        assertEquals(1, refunds.tools.decisions.size());
        refunds.history(asked, "declined", "declined");
    }

    @Test
    void comesTooLateForWhatHasExpired() {
        refunds.tools.asksFor("refund_order", Instant.now().minusSeconds(1));
        var asked = refunds.asked();

        member(refunds.tenant).get(WAITING).then().body("data", hasSize(0));
        decide(member(refunds.tenant), asked, "confirm").statusCode(409).body("code", equalTo("confirmation-over"));

        assertTrue(refunds.tools.decisions.isEmpty());
    }

    @Test
    void isForEditorsOfTheTenantAlone() {
        var asked = refunds.asked();
        var other = refunds.provider.tenant();
        var analyst = bearer(TestTokens.member(Role.ANALYST, refunds.tenant.id()));

        decide(analyst, asked, "confirm").statusCode(403);
        decide(member(other), asked, "confirm").statusCode(404).body("code", equalTo("confirmation-unknown"));
        decide(bearer(refunds.token()), asked, "confirm").statusCode(403);
        decide(member(refunds.tenant), asked, "perhaps").statusCode(400);

        assertTrue(refunds.tools.decisions.isEmpty());
        refunds.history(asked, "needs_confirmation");
    }

    @Test
    void waitsOnWhileToolServiceIsAway() {
        var asked = refunds.asked();
        refunds.tools.refusesDecisions(503);
        decide(member(refunds.tenant), asked, "confirm")
                .statusCode(503)
                .body("code", equalTo("confirmation-not-passed-on"));
        refunds.tools.refusesDecisions(200);
        refunds.provider.says("Paid.");

        decide(member(refunds.tenant), asked, "confirm").statusCode(200).body("state", equalTo("succeeded"));
    }

    private static ValidatableResponse decide(RequestSpecification who, Refunds.Asked asked, String decision) {
        return who.body(Map.of("decision", decision))
                .post(WAITING + "/" + asked.call() + "/decision")
                .then();
    }
}
