package usher.tool.invocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.ToolServer;
import usher.tool.Tools;

/** Whatever goes wrong with a call, neither a log line nor an answer holds a secret or the path of a webhook. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class SecrecyTest {
    private static final ToolServer SHOP = new ToolServer();
    private static final PatternFormatter WHOLE = new PatternFormatter("%c %s%e");
    private static final String IN_THE_URL = "url-token-4711";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler listening = new Listening();
    private final Logger root = Logger.getLogger("");
    private final Logger ours = Logger.getLogger("usher");
    private final TenantId tenant = Tools.tenant();

    @BeforeEach
    void listen() {
        ours.setLevel(Level.ALL);
        root.addHandler(listening);
    }

    @AfterEach
    void stop() {
        root.removeHandler(listening);
        ours.setLevel(null);
    }

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void keepsSecretsOutOfLogsAndAnswers() {
        // Given
        var urls = List.of(
                SHOP.answer("/500/" + IN_THE_URL, 500, "{}"),
                SHOP.answer("/400/" + IN_THE_URL, 400, "no"),
                SHOP.answer("/odd/" + IN_THE_URL, 200, "<html>"),
                SHOP.answer("/long/" + IN_THE_URL, 200, "x".repeat(100_000)),
                SHOP.answer(
                        "/broken/" + IN_THE_URL,
                        (request, number) -> request.connection().close()),
                SHOP.answer(
                        "/away/" + IN_THE_URL,
                        (request, number) -> request.response()
                                .setStatusCode(302)
                                .putHeader("location", "http://10.0.0.1/")
                                .end()),
                SHOP.url("/silent/" + IN_THE_URL),
                "https://nowhere.invalid/" + IN_THE_URL,
                "http://127.0.0.1:1/" + IN_THE_URL);

        for (var url : urls) {
            // When
            var definition = Tools.plainTool(Tools.newName());
            var tool = Tools.connect(tenant, Tools.register(definition), definition.getString("name"), url, 500);
            var answer = Tools.invoke(tenant, Tools.call(tool.name(), new JsonObject(), null))
                    .extract()
                    .asString();
            String rotated = Tools.asAdmin(tenant)
                    .post(Tools.TENANT_TOOLS + "/" + tool.tool() + "/secret/rotate")
                    .path("secret");

            // Then
            for (var secret : List.of(bare(tool.secret()), bare(rotated), IN_THE_URL)) {
                assertEquals(
                        List.of(),
                        lines.stream().filter(line -> line.contains(secret)).toList());
                assertTrue(!answer.contains(secret), answer);
            }
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains("Tool called")));
        assertTrue(lines.stream()
                .anyMatch(line -> line.contains("An outgoing call was refused")
                        && line.contains("host=nowhere.invalid")
                        && line.contains("tenant=" + tenant)));
    }

    private static String bare(String secret) {
        return secret.substring("whsec_".length());
    }

    private final class Listening extends Handler {
        Listening() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            lines.add(WHOLE.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
