package usher.chat.assistant.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.chat.completion.StandIn;
import usher.chat.model.Models;
import usher.chat.model.Prompt;
import usher.contracts.event.Metric;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class SummariserTest {
    private static final ConversationId CONVERSATION = new ConversationId(new UUID(0, 1));
    private static final List<Prompt.Line> FALLEN =
            List.of(new Prompt.Line(Prompt.Speaker.VISITOR, "I'm Dana. Where is order 1042?"));

    private final StandIn provider = new StandIn();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void letsARemoteModelSumUpAndTellsWhatItTook() {
        var tenant = provider.tenant();
        provider.says("Dana waits for 1042.");

        var notes = sumUp(tenant.id(), true);

        assertEquals("Dana waits for 1042.", notes.text());
        var used = java.util.Objects.requireNonNull(notes.used());
        assertEquals(10, used.lines().getFirst().quantity());
        assertEquals(Metric.TOKENS_OUTPUT, used.lines().getLast().metric());
        assertEquals("summary", used.dimensions().get("purpose"));
        var asked = provider.requests.element();
        assertTrue(asked.contains("You take notes") && asked.contains("Asked before."), asked);
        assertTrue(Digest.parse(notes.text()).with(FALLEN).text().startsWith("Dana waits for 1042.\n"));
    }

    @Test
    void extractsWhenTheModelFailsOrIsNotWanted() {
        var tenant = provider.tenant();

        assertTrue(sumUp(tenant.id(), true).text().contains("1042"));
        var unasked = sumUp(tenant.id(), false);

        assertNull(unasked.used());
        assertTrue(unasked.text().contains("Dana") && unasked.text().contains("1042"), unasked.text());
        assertEquals(1, provider.requests.size());
    }

    private static Notes sumUp(TenantId tenant, boolean byModel) {
        var models = CDI.current().select(Models.class).get();
        return new Summariser(models, config(byModel))
                .sumUp(tenant, CONVERSATION, "Asked before.", FALLEN, "en")
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static ContextConfig config(boolean byModel) {
        return new ContextConfig() {
            @Override
            public int messages() {
                return 20;
            }

            @Override
            public int historyTokens() {
                return 1000;
            }

            @Override
            public int passageTokens() {
                return 1000;
            }

            @Override
            public boolean summaryByModel() {
                return byModel;
            }

            @Override
            public int toolResultCharacters() {
                return 1000;
            }
        };
    }
}
