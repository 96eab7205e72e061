package usher.e2e.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import usher.e2e.client.Api;

/** Plays one script in Chromium; it fails with whatever the script says. */
final class Browser {

    private static final int PATIENCE_SECONDS = 120;

    private Browser() {}

    /** What the script printed. */
    static String play(String script, Map<String, ?> given) {
        try {
            var node = new ProcessBuilder("node", "src/test/js/" + script, Api.json(given))
                    .redirectErrorStream(true)
                    .start();
            node.getOutputStream().close();
            node.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(late -> node.destroyForcibly());
            var output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, node.waitFor(), script + ":\n" + output);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
