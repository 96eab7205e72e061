package usher.e2e.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The official OpenAI client for Node is the judge of the wire format. */
class OfficialClientTest {

    @Test
    void officialClientUnderstandsAnswersStreamsToolsAndErrors() throws Exception {
        try (var provider = StandInProvider.start()) {
            provider.script().lookUp("get_order_status");
            var node = new ProcessBuilder("node", "src/test/js/official-client.mjs", provider.baseUrl())
                    .redirectErrorStream(true)
                    .start();
            var output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, node.waitFor(), output);
        }
    }
}
