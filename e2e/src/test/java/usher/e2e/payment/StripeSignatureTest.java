package usher.e2e.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Api;
import usher.e2e.isolation.Unchanged;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.World;

/** Stripe's own library for Node signs; what it signs is taken, and nothing else is. */
@Order(4)
@ExtendWith(SharedWorld.class)
class StripeSignatureTest {
    private static final String ACCOUNT = "/api/v1/billing/payment-providers/stripe";

    @Test
    void takesWhatStripesOwnLibrarySignsAndNothingElse(World world) throws Exception {
        // Given
        var operator = world.operator().api();
        var settings = Map.of("secret_key", "sk_test_1", "webhook_secret", "whsec_e2e");
        operator.put(ACCOUNT, Map.of("enabled", true, "settings", settings)).orThrow();
        var given = Map.of("url", world.api().base() + "/api/v1/billing/webhooks/stripe", "secret", "whsec_e2e");
        var unchanged = Unchanged.in(world.database());

        // When
        var node = new ProcessBuilder("node", "src/test/js/stripe-webhooks.mjs", Api.json(given))
                .redirectErrorStream(true)
                .start();
        var output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertEquals(0, node.waitFor(), output);
        unchanged.check();
        operator.delete(ACCOUNT).orThrow();
        assertEquals(
                404,
                world.api().post("/api/v1/billing/webhooks/stripe", Map.of()).status());
    }
}
