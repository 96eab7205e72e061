package usher.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import usher.kit.test.EmbeddedPlatform;

/** The embedded platform, with admin-service itself as the source of the keys that check members' tokens. */
public class AdminPlatform extends EmbeddedPlatform {
    static final String EMAIL = "first@usher.example";
    static final String PASSWORD = "correct horse battery";

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        int port = freePort();
        int managementPort = freePort();
        settings.put("quarkus.http.test-port", String.valueOf(port));
        settings.put("quarkus.management.test-port", String.valueOf(managementPort));
        settings.put("usher.jwks.url", "http://localhost:" + port + "/api/v1/admin/.well-known/jwks.json");
        settings.put("usher.docs.admin-url", "http://localhost:" + managementPort);
        settings.put("usher.docs.tool-url", "http://localhost:" + freePort());
        settings.put("usher.admin.email", EMAIL);
        settings.put("usher.admin.password", PASSWORD);
        settings.put("usher.smtp.host", "127.0.0.1");
        settings.put("usher.smtp.port", String.valueOf(freePort()));
        settings.put("usher.smtp.user", "usher");
        settings.put("usher.smtp.password", "a password of the mail server");
        settings.put("usher.smtp.start-tls", "disabled");
        settings.put("usher.smtp.from", "Usher <usher@usher.example>");
        settings.put("usher.password.memory-kib", "1024");
        settings.put("usher.password.iterations", "1");
        return settings;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
