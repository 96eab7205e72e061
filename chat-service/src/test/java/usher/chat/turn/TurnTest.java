package usher.chat.turn;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.chat.turn.Talking.TURNS;
import static usher.chat.turn.Talking.ask;
import static usher.chat.turn.Talking.member;
import static usher.chat.turn.Talking.server;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.limit.TestEntitlements;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class TurnTest {
    private final ScriptedProvider provider = new ScriptedProvider();
    private TestTenant tenant = new TestTenant(new usher.contracts.id.TenantId(UUID.randomUUID()), "", "");

    @BeforeEach
    void aTenantWithAModel() {
        tenant = Talking.tenantWithModel(provider);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void answersAndKeepsWhatWasSaid() {
        provider.says("Hello ", "there.");

        var conversation = ask(tenant, Map.of("text", "Hi", "clientMessageId", "m1"))
                .statusCode(200)
                .body("message.text", equalTo("Hello there."))
                .body("message.role", equalTo("assistant"))
                .body("message.finish_reason", equalTo("stop"))
                .body("limits.messages_left", equalTo(99))
                .body("conversation", startsWith("cnv_"))
                .extract()
                .<String>path("conversation");

        server(tenant)
                .get("/api/v1/chat/conversations/{id}/messages", conversation)
                .then()
                .statusCode(200)
                .body("data.role", contains("user", "assistant"))
                .body("data.text", contains("Hi", "Hello there."));
        assertTrue(provider.requests.element().contains("\"stream\":true"));
    }

    @Test
    void tellsMembersWhatAnAnswerTookAndNobodyElsesTenant() {
        provider.says("Fine.");
        var conversation = ask(tenant, Map.of("text", "Hi")).extract().<String>path("conversation");
        var other = TestTenants.active();

        member(tenant)
                .get("/api/v1/chat/admin/conversations/{id}/messages", conversation)
                .then()
                .statusCode(200)
                .body("data[1].model", equalTo("gpt-4o-mini"))
                .body("data[1].tokens_input", equalTo(10))
                .body("data[1].tokens_output", equalTo(5))
                .body("data[1].cost_micros", equalTo(2 + 3));
        member(other)
                .get("/api/v1/chat/admin/conversations/{id}", conversation)
                .then()
                .statusCode(404);
        server(other)
                .get("/api/v1/chat/conversations/{id}/messages", conversation)
                .then()
                .statusCode(404);
        server(other).get("/api/v1/chat/conversations").then().body("data", hasSize(0));
    }

    @Test
    void streamsTheSameAnswerAsNumberedEvents() {
        provider.says("One ", "two.");

        var stream = server(tenant)
                .accept("text/event-stream")
                .body(Map.of("text", "Count"))
                .post(TURNS)
                .then()
                .statusCode(200)
                .contentType(containsString("text/event-stream"))
                .extract()
                .asString();

        var types = stream.lines()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring(6).strip());
        assertEquals(
                "turn.started,text.delta,text.delta,message.completed,turn.completed",
                String.join(",", types.toList()));
        assertTrue(stream.contains("\"delta\":\"two.\""), stream);
        assertTrue(stream.contains("id:1") || stream.contains("id: 1"), stream);
    }

    @Test
    void remembersTheConversation() {
        provider.says("Blue.").says("You asked for a colour.");
        var conversation =
                ask(tenant, Map.of("text", "Name a colour")).extract().<String>path("conversation");

        ask(tenant, Map.of("text", "What did I ask?", "conversation", conversation))
                .statusCode(200);

        provider.requests.remove();
        var second = provider.requests.element();
        assertTrue(second.contains("Name a colour") && second.contains("Blue."), second);
    }

    @Test
    void answersARepeatedMessageOnce() {
        provider.says("Once.");
        var question = Map.<String, Object>of("text", "Hi", "clientMessageId", "same");
        var first = ask(tenant, question).extract().<String>path("message.id");

        ask(tenant, question).statusCode(200).body("message.id", equalTo(first)).body("message.text", equalTo("Once."));

        assertEquals(1, provider.requests.size());
    }

    @Test
    void costsNothingWhenTheModelBreaks() {
        TestEntitlements.announce(2, tenant.id(), 1L, 100L);
        provider.breaksOffAfter("Half").says("Whole.");
        var question = Map.<String, Object>of("text", "Hi", "clientMessageId", "m1");

        ask(tenant, question).statusCode(502).body("code", equalTo("model-interrupted"));

        ask(tenant, question).statusCode(200).body("message.text", equalTo("Whole."));
    }

    @Test
    void asksAProviderAgainThatIsBusy() {
        provider.refusesWith(503).says("Back.");

        ask(tenant, Map.of("text", "Hi")).statusCode(200).body("message.text", equalTo("Back."));
    }

    @Test
    void estimatesWhatAProviderDoesNotCount() {
        provider.saysWithoutCounting("Four words are here.");
        var conversation = ask(tenant, Map.of("text", "Hi")).extract().<String>path("conversation");

        member(tenant)
                .get("/api/v1/chat/admin/conversations/{id}", conversation)
                .then()
                .body("tokens_output", equalTo(6))
                .body("tokens_input", greaterThan(100));
    }
}
