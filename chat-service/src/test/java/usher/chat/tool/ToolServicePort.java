package usher.chat.tool;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Tells chat-service a port at which tests may let a {@link FakeToolService} listen. */
public class ToolServicePort implements QuarkusTestResourceLifecycleManager {
    static final String PROPERTY = "usher.test.tool-port";

    @Override
    public Map<String, String> start() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(socket.getLocalPort());
            System.setProperty(PROPERTY, port);
            return Map.of("usher.tool.url", "http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
