package usher.tool.mcp;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.tool.mcp.AuthorizingServer.SECRET_OF_TOKENS;
import static usher.tool.mcp.ProtectedServer.ask;
import static usher.tool.mcp.ProtectedServer.status;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class TokenSecrecyTest {
    private final ProtectedServer shop = new ProtectedServer();
    private final TenantId tenant = Tools.tenant();

    @Inject
    Tenancy tenancy;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void keepsTokensOutOfAnswersLogsAndReadableRows() {
        // Given
        var lines = new CopyOnWriteArrayList<String>();
        var listening = new Listening(lines);
        Logger.getLogger("usher").setLevel(Level.ALL);
        Logger.getLogger("").addHandler(listening);
        try {
            var system = shop.inUse(tenant);
            shop.authority.expireAccess();

            // When: the server repeats the token it is given, as some do.
            var tokens = new CopyOnWriteArrayList<String>();
            shop.mcp.gate = shown -> {
                tokens.add(shown);
                shop.mcp.answer = "{\"content\": [{\"type\": \"text\", \"text\": \"You are %s\"}]}".formatted(shown);
                return shop.authority.accepts(shown);
            };
            var answers = List.of(
                    ask(tenant)
                            .body("result", containsString("You are [secret]"))
                            .extract()
                            .asString(),
                    status(tenant, system).extract().asString(),
                    Tools.asAdmin(tenant)
                            .get(Systems.INTEGRATIONS + "/" + system)
                            .asString());
            shop.authority.endGrants();
            shop.authority.expireAccess();
            var failed = ask(tenant)
                    .body("error.code", equalTo("authorization-needed"))
                    .extract()
                    .asString();

            // Then
            assertTrue(tokens.getLast().contains(SECRET_OF_TOKENS));
            answers.forEach(answer -> assertFalse(answer.contains(SECRET_OF_TOKENS), answer));
            assertFalse(failed.contains(SECRET_OF_TOKENS), failed);
            assertEquals(
                    List.of(),
                    lines.stream()
                            .filter(line -> line.contains(SECRET_OF_TOKENS))
                            .toList());
            assertTrue(lines.stream().anyMatch(line -> line.contains("An authorization ended")));
        } finally {
            Logger.getLogger("").removeHandler(listening);
            Logger.getLogger("usher").setLevel(null);
        }
    }

    @Test
    void keepsTokensSealed() {
        var system = shop.inUse(tenant);

        var row = tenancy.sql(
                        tenant,
                        connection -> connection
                                .query("select m::text as all_of_it from mcp_authorization m")
                                .execute())
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);

        assertFalse(row.contains(SECRET_OF_TOKENS), row);
        ProtectedServer.comeBack(ProtectedServer.CALLBACK + "?state=" + system, Map.of())
                .statusCode(400)
                .body(not(containsString(system)));
    }

    private static final class Listening extends Handler {
        private static final PatternFormatter WHOLE = new PatternFormatter("%c %s%e");
        private final List<String> lines;

        Listening(List<String> lines) {
            this.lines = lines;
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
