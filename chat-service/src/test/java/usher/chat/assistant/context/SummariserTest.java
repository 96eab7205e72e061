package usher.chat.assistant.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import usher.chat.errand.Errands;
import usher.chat.limit.TestEntitlements;
import usher.chat.model.FakeProvider;
import usher.chat.model.Models;
import usher.chat.model.Prompt;
import usher.chat.model.Scene;
import usher.chat.model.UsageTopic;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
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
    void letsARemoteModelSumUpAndMetersWhatItTook() throws Exception {
        var tenant = provider.tenant();
        provider.says("Dana waits for 1042.");

        var notes = sumUp(tenant.id(), true);

        assertEquals("Dana waits for 1042.", notes);
        var used = UsageTopic.until(
                        tenant.id(),
                        event -> "summary".equals(event.dimensions().get("purpose")))
                .getLast();
        assertEquals(10, used.lines().getFirst().quantity());
        assertEquals(Metric.TOKENS_OUTPUT, used.lines().getLast().metric());
        assertEquals(CONVERSATION.toString(), used.dimensions().get("conversation"));
        var asked = provider.requests.element();
        assertTrue(asked.contains("You take notes") && asked.contains("Asked before."), asked);
        assertTrue(Digest.parse(notes).with(FALLEN).text().startsWith("Dana waits for 1042.\n"));
    }

    @Test
    void prefersTheCheapModelAndGoesOnWithTheOneThatAnswers() {
        var scene = new Scene(provider.tenant());
        try (var cheap = new FakeProvider().says("Cheap notes.")) {
            scene.uses("cheap", cheap, "gpt-4.1-nano");

            assertEquals("Cheap notes.", sumUp(scene.id(), true));
            cheap.isDown();
            provider.says("Dear notes.");
            assertEquals("Dear notes.", sumUp(scene.id(), true));
        }
    }

    @Test
    void extractsWhenTheModelFailsOrIsNotWanted() {
        var tenant = provider.tenant();

        assertTrue(sumUp(tenant.id(), true).contains("1042"));
        var unasked = sumUp(tenant.id(), false);

        assertTrue(unasked.contains("Dana") && unasked.contains("1042"), unasked);
        assertEquals(1, provider.requests.size());
    }

    @Test
    void extractsWhenTheBudgetDoesNotCoverASummary() {
        var tenant = provider.tenant();
        TestEntitlements.announce(2, tenant.id(), new Limit(Metric.COST, 0L, Period.MONTH, true));

        assertTrue(sumUp(tenant.id(), true).contains("1042"));

        assertEquals(0, provider.requests.size());
    }

    private static String sumUp(TenantId tenant, boolean byModel) {
        var models = CDI.current().select(Models.class).get();
        var errands = CDI.current().select(Errands.class).get();
        return new Summariser(models, errands, config(byModel))
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
