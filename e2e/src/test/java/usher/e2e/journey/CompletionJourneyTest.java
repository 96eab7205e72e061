package usher.e2e.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Eventually;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/** A tenant's server uses its assistant as a model; what it asked is in the books once, whatever became of the streams. */
@Order(6)
@ExtendWith(SharedWorld.class)
class CompletionJourneyTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int COMPLETIONS = 3;

    @Test
    void aServerUsesItsAssistantAsAModel(World world) {
        var tenant = world.standInTenant("As a model");
        var beside = world.standInTenant("As a model, beside");

        Browser.play(
                "platform-client.mjs",
                Map.of(
                        "gateway",
                        world.platform().gateway().toString(),
                        "key",
                        tenant.secretKey(),
                        "foreign",
                        beside.secretKey()));

        Eventually.until(
                COMPLETIONS + " completions are metered",
                SOON,
                () -> world.books().billed(tenant, "messages") == COMPLETIONS);
        world.books().settled(tenant, SOON);
        assertEquals(COMPLETIONS, world.books().billed(tenant, "messages"));
        assertEquals(COMPLETIONS, world.books().metered(tenant).size());
        assertEquals(0, world.books().billed(beside, "messages"));
    }
}
