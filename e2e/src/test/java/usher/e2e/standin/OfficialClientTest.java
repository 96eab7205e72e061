package usher.e2e.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The providers' own clients for Node are the judges of the wire formats. */
class OfficialClientTest {

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "ollama"})
    void officialClientUnderstandsAnswersStreamsToolsAndErrors(String kind) throws Exception {
        try (var provider = StandInProvider.start()) {
            provider.script()
                    .onQuestion("limited", Step.rateLimited(Duration.ofSeconds(7)))
                    .onQuestion("broken", Step.fault(2, Step.overloaded(), Step.derive()))
                    .lookUp("get_order_status");
            var url = kind.equals("openai") ? provider.baseUrl() : provider.url();
            var node = new ProcessBuilder("node", "src/test/js/clients/" + kind + ".mjs", url)
                    .redirectErrorStream(true)
                    .start();
            var output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, node.waitFor(), output);
        }
    }
}
