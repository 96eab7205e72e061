package usher.e2e.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Api;
import usher.e2e.client.Tenant;
import usher.e2e.client.Visitor;
import usher.e2e.standin.Step;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/** What a server from npm offers becomes a tool of one tenant, and what it says reaches that tenant's visitor. */
@Order(6)
@ExtendWith(SharedWorld.class)
class RemoteToolsTest {
    private static final String TOOL = "add_numbers";
    private static final String QUESTION = "What do 17 and 25 add up to?";
    private static final String SAID = "The sum of 17 and 25 is 42.";

    @Test
    void aToolOfARealServerAnswersAVisitorOfItsTenantAlone(World world) {
        try (var server = EverythingServer.start()) {
            // Given
            var tenant = world.standInTenant("Remote tools");
            var beside = world.standInTenant("Remote tools, beside");
            world.standIn()
                    .script()
                    .when(
                            request -> request.offers(TOOL) && !request.answersTools(),
                            Step.call(TOOL, Api.json(Map.of("a", 17, "b", 25))));
            var integration = adopt(world, tenant, server);

            // When
            var answer = Visitor.open(world.api(), tenant).ask(QUESTION).orThrow();

            // Then
            assertTrue(answer.text("/message/text").contains(SAID), answer.toString());
            assertEquals("succeeded", answer.text("/message/tool_calls/0/state"), answer.toString());
            var stranger = Visitor.open(world.api(), beside).ask(QUESTION).orThrow();
            assertEquals(0, stranger.at("/message/tool_calls").size(), stranger.toString());
            assertEquals(
                    404,
                    world.operator()
                            .api()
                            .get(integration + "/offers" + beside.query())
                            .status());
        }
    }

    @Test
    void aServerThatHasGoneIsToldAsAFailureAndTheTurnGoesOn(World world) {
        // Given
        var tenant = world.standInTenant("Remote tools, gone");
        world.standIn()
                .script()
                .when(
                        request -> request.offers(TOOL) && !request.answersTools(),
                        Step.call(TOOL, Api.json(Map.of("a", 17, "b", 25))));
        try (var server = EverythingServer.start()) {
            adopt(world, tenant, server);
        }

        // When
        var answer = Visitor.open(world.api(), tenant).ask(QUESTION).orThrow();

        // Then
        assertEquals("failed", answer.text("/message/tool_calls/0/state"), answer.toString());
        assertEquals("stop", answer.text("/message/finish_reason"), answer.toString());
    }

    /** Answers the path of the integration. */
    private static String adopt(World world, Tenant tenant, EverythingServer server) {
        var api = world.operator().api();
        var integration = Adoption.connect(api, tenant, "Everything", Map.of("url", server.url()));
        var tried = api.post(integration + "/test" + tenant.query(), Map.of()).orThrow();
        assertEquals("working", tried.text("/status"), tried.toString());
        Adoption.adopt(world, tenant, integration, "get_sum", TOOL);
        return integration;
    }
}
