package usher.chat.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import usher.chat.limit.TestEntitlements;
import usher.kit.test.EmbeddedPlatform;

/** Clients from npm, as they are, judge the wire formats: OpenAI's, Vercel's AI SDK, AG-UI's schemas and MCP's. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class OfficialClientsTest {
    private static final Path E2E = Path.of(System.getProperty("usher.root", ".."), "e2e");

    private final StandIn provider = new StandIn();

    @TestHTTPResource
    URI server = URI.create("http://localhost");

    /** The clients are pinned in one place; installing them again costs nothing. */
    @BeforeAll
    static void install() throws IOException, InterruptedException {
        node(Path.of("..", "widget", "build", "install.mjs").toString());
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void openAisClientAnswersStreamsAndRunsTools() throws IOException, InterruptedException {
        provider.says("Hello there.")
                .says("One ", "two.")
                .calls("get_order_status", "{\"order_number\":\"1042\"}")
                .says("It has shipped.");

        play("openai-client.mjs", Map.of());
    }

    @Test
    void openAisClientUnderstandsRefusalsAndTriesAgain() throws IOException, InterruptedException {
        var tenant = provider.tenant();
        TestEntitlements.announce(2, tenant.id(), 2L, 60L);
        provider.breaksOffAfter("Half").says("Whole.").says("Second.");

        run("openai-errors.mjs", Map.of("key", tenant.secretKey(), "publishable", tenant.publishableKey()));
    }

    @Test
    void openAisClientWaitsAsLongAsTheRateLimitSays() throws IOException, InterruptedException {
        var tenant = provider.tenant();
        TestEntitlements.announce(2, tenant.id(), null, 20L);
        for (int at = 0; at <= 20; at++) {
            provider.says("Fine.");
        }

        run("openai-rate.mjs", Map.of("key", tenant.secretKey()));
    }

    @Test
    void vercelsSdkGeneratesStreamsAndRunsTools() throws IOException, InterruptedException {
        provider.says("Hello there.")
                .says("One ", "two.")
                .calls("get_order_status", "{\"order_number\":\"1042\"}")
                .says("It has shipped.");

        play("ai-sdk-client.mjs", Map.of());
    }

    @Test
    void turnsAreReadByTheAiSdkAndFitAgUisSchemas() throws IOException, InterruptedException {
        provider.says("One ", "two.").says("One ", "two.");

        play("framings.mjs", Map.of());
    }

    @Test
    void clientsOfBothErasOfTheModelContextProtocolAskTheAssistant() throws IOException, InterruptedException {
        provider.says("Thirty days.").says("Then not.").says("Thirty days.").says("Then not.");

        play("mcp-client.mjs", Map.of("foreign", provider.tenant().secretKey()));
    }

    private void play(String script, Map<String, ?> more) throws IOException, InterruptedException {
        var given = new java.util.HashMap<String, Object>(more);
        given.put("key", provider.tenant().secretKey());
        run(script, given);
    }

    private void run(String script, Map<String, ?> more) throws IOException, InterruptedException {
        var given = new java.util.HashMap<String, Object>(more);
        given.put("server", server.toString().replaceAll("/$", ""));
        node("src/test/js/" + script, new ObjectMapper().writeValueAsString(given));
    }

    private static void node(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        var node = new ProcessBuilder(command)
                .directory(E2E.toFile())
                .redirectErrorStream(true)
                .start();
        node.getOutputStream().close();
        var output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, node.waitFor(), String.join(" ", command) + ":\n" + output);
    }
}
