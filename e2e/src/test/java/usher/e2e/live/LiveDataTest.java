package usher.e2e.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Answer;
import usher.e2e.client.Eventually;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.standin.Step;
import usher.e2e.support.SharedWorld;
import usher.e2e.tool.StandInWebhook;
import usher.e2e.world.World;

/** What a tenant's system says now is in the answer to its visitors, cited; another tenant's visitors do not hear of it. */
@Order(6)
@ExtendWith(SharedWorld.class)
class LiveDataTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String INTEGRATIONS = "/api/v1/tools/integrations";
    private static final String QUESTION = "Is the harbour shop open?";
    private static final String KNOWN = "Until eight.";

    @Test
    void groundsAnAnswerOfItsTenantAlone(World world) {
        try (var system = StandInWebhook.start(asked -> Map.of("open_until", "20:00"))) {
            // Given
            var tenant = world.standInTenant("Live data");
            var beside = world.standInTenant("Live data, beside");
            world.standIn()
                    .script()
                    .onQuestion(
                            "harbour shop",
                            Step.choose(request -> Step.say(
                                    request.messages().toString().contains("open until: 20:00")
                                            ? KNOWN + " [1]"
                                            : "I do not know.")));
            mark(world, tenant, "http://127.0.0.1:" + system.port());

            // When
            var answer = Eventually.get(tenant + " is answered by its source", SOON, () -> {
                var asked = ask(world, tenant);
                return asked.text("/message/text").startsWith(KNOWN) ? Optional.of(asked) : Optional.empty();
            });

            // Then
            assertEquals("Opening hours", answer.text("/message/citations/0/title"), answer.toString());
            assertEquals("live", answer.text("/message/citations/0/kind"), answer.toString());
            int calls = system.calls().size();
            assertEquals("I do not know.", ask(world, beside).text("/message/text"));
            assertEquals(calls, system.calls().size());
        }
    }

    private static Answer ask(World world, Tenant tenant) {
        return Visitor.open(world.api(), tenant).ask(QUESTION).orThrow();
    }

    private static void mark(World world, Tenant tenant, String url) {
        var api = world.operator().api();
        var integration = INTEGRATIONS + "/"
                + api.post(
                                INTEGRATIONS + tenant.query(),
                                Map.of("kind", "custom_api", "name", "Shop", "settings", Map.of("base_url", url)))
                        .orThrow()
                        .text("/id");
        var operation = integration + "/operations/"
                + api.post(
                                integration + "/operations" + tenant.query(),
                                Map.of(
                                        "name", "hours",
                                        "description", "Opening hours",
                                        "risk", "read",
                                        "definition", Map.of("method", "GET", "path", "/hours"),
                                        "parameters", Map.of("type", "object", "properties", Map.of())))
                        .orThrow()
                        .text("/id");
        api.put(operation + "/live-source" + tenant.query(), Map.of("label", "Opening hours", "words", List.of("open")))
                .orThrow();
    }
}
