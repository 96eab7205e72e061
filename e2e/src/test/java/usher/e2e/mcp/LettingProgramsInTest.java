package usher.e2e.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Api;
import usher.e2e.client.Visitor;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/** Official clients that know an address and nothing else are let in by a member on a page, through the gateway, and shut out again. */
@Order(7)
@ExtendWith(SharedWorld.class)
class LettingProgramsInTest {
    private static final int PATIENCE_SECONDS = 120;

    @Test
    void officialClientsAreLetInByTheirOwnOAuthFlow(World world) throws IOException, InterruptedException {
        // Given
        var tenant = world.standInTenant("Letting programs in");
        var beside = world.standInTenant("Letting programs in, beside");
        var stranger = Visitor.open(world.api(), beside);
        stranger.ask("Mine").orThrow();
        var member = Member.of(world, tenant);
        var given = Map.of(
                "server", world.platform().gateway().toString(),
                "email", member.email(),
                "password", member.password(),
                "tenant", tenant.name(),
                "token", member.accessToken(),
                "conversation", String.valueOf(stranger.conversation()));

        // When
        var node = new ProcessBuilder("node", "src/test/js/mcp-oauth.mjs", Api.json(given))
                .redirectErrorStream(true)
                .start();
        var late = CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        CompletableFuture.runAsync(node::destroyForcibly, late);
        var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertEquals(0, node.waitFor(), said);
    }
}
