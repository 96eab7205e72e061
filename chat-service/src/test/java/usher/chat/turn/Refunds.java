package usher.chat.turn;

import static org.hamcrest.Matchers.contains;
import static usher.chat.turn.Talking.TURNS;
import static usher.chat.turn.Talking.bearer;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import usher.chat.completion.StandIn;
import usher.chat.tool.AnnouncedTools;
import usher.chat.tool.FakeToolService;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

/** A tenant whose tool moves money, a signed visitor of it, and the model and tool-service behind. */
final class Refunds implements AutoCloseable {
    final StandIn provider = new StandIn();
    final FakeToolService tools = new FakeToolService();
    final VisitorId visitor = new VisitorId(UUID.randomUUID());
    TestTenant tenant = new TestTenant(new TenantId(UUID.randomUUID()), "", "");

    /** A refund that waits. */
    record Asked(String conversation, String call) {}

    void open() {
        tools.open();
        tenant = provider.tenant();
        AnnouncedTools.announce(tenant.id(), AnnouncedTools.REFUND, AnnouncedTools.LOOK_UP);
        tools.asksFor("refund_order", Instant.now().plus(Duration.ofMinutes(15)));
    }

    /** In a conversation of its own. */
    Asked asked() {
        provider.calls("refund_order", "{\"order\":\"1042\"}");
        var answer = turn(Map.of("text", "Refund 1042"))
                .statusCode(200)
                .body("message.tool_calls.state", contains("needs_confirmation"))
                .extract();
        return new Asked(answer.path("conversation"), answer.path("message.tool_calls[0].id"));
    }

    ValidatableResponse decide(Asked asked, String decision, String clientMessageId) {
        return turn(body(asked, decision, clientMessageId));
    }

    static Map<String, Object> body(Asked asked, String decision, String clientMessageId) {
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

    ValidatableResponse turn(Map<String, ?> body) {
        return bearer(token()).body(body).post(TURNS).then();
    }

    /** The states of the tools of all answers, as the visitor's history has them. */
    void history(Asked asked, String... states) {
        bearer(token())
                .get("/api/v1/chat/conversations/{id}/messages", asked.conversation())
                .then()
                .body("data.tool_calls.state.flatten()", contains(states));
    }

    String lastRequest() {
        return List.copyOf(provider.requests).getLast();
    }

    String token() {
        return TestTokens.visitor(tenant.id(), visitor, Map.of("sub", "cus_42"));
    }

    @Override
    public void close() {
        provider.close();
        tools.close();
    }
}
