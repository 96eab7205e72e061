package usher.chat.assistant.context;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.completion.StandIn;
import usher.contracts.id.ConversationId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants.TestTenant;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class SummaryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StandIn provider = new StandIn();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void remembersWhatFellOutOfTheWindow() {
        var tenant = provider.tenant();
        var other = provider.tenant();
        var conversation = ask(tenant, null, "Hi, my name is Dana. Where is order 1042?");
        for (int turn = 0; turn < 10; turn++) {
            ask(tenant, conversation, "Tell me more, part " + turn);
        }
        assertFalse(provider.requests.stream().anyMatch(request -> request.contains("\\n<summary>")));

        awaitSummary(tenant, conversation);
        ask(tenant, conversation, "And now?");

        var last = provider.requests.stream().reduce("", (before, request) -> request);
        assertTrue(last.contains("The visitor is called: Dana") && last.contains("1042"), last);
        assertEquals(
                "",
                summaries()
                        .of(other.id(), ConversationId.fromString(conversation))
                        .await()
                        .atMost(PATIENCE));
    }

    private static Summaries summaries() {
        return CDI.current().select(Summaries.class).get();
    }

    private void awaitSummary(TestTenant tenant, String conversation) {
        var end = Instant.now().plus(PATIENCE);
        while (summaries()
                .of(tenant.id(), ConversationId.fromString(conversation))
                .await()
                .atMost(PATIENCE)
                .isEmpty()) {
            assertTrue(Instant.now().isBefore(end), "The summary was not written");
        }
    }

    private String ask(TestTenant tenant, @org.jspecify.annotations.Nullable String conversation, String text) {
        provider.says("Noted.");
        var question = new HashMap<String, Object>(Map.of("text", text));
        if (conversation != null) {
            question.put("conversation", conversation);
        }
        return given().auth()
                .oauth2(tenant.secretKey())
                .contentType("application/json")
                .body(question)
                .post("/api/v1/chat/turns")
                .then()
                .statusCode(200)
                .extract()
                .path("conversation");
    }
}
