package usher.e2e.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Api;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.Service;
import usher.e2e.world.World;

/** Official clients of both eras, each of whose requests reaches another of three replicas: none of them remembers anybody. */
@Order(7)
@ExtendWith(SharedWorld.class)
class AnyReplicaTest {
    private static final int PATIENCE_SECONDS = 120;

    @Test
    void clientsOfBothErasAreServedByWhicheverReplicaTheyMeet(World world) throws IOException, InterruptedException {
        // Given
        var tenant = world.standInTenant("Any replica");
        var beside = world.standInTenant("Any replica, beside");
        try (var second = world.chatBeside();
                var third = world.chatBeside()) {
            var given = Map.of(
                    "servers", List.of(world.url(Service.CHAT), second.url(), third.url()),
                    "key", tenant.secretKey(),
                    "foreign", beside.secretKey());

            // When
            var node = new ProcessBuilder("node", "src/test/js/mcp-client.mjs", Api.json(given))
                    .redirectErrorStream(true)
                    .start();
            var late = CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            CompletableFuture.runAsync(node::destroyForcibly, late);
            var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Then
            assertEquals(0, node.waitFor(), said);
        }
    }
}
