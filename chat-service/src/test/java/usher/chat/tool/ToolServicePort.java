package usher.chat.tool;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Tells chat-service a port at which tests may let a {@link FakeToolService} listen. */
public class ToolServicePort implements QuarkusTestResourceLifecycleManager {
    static final String PROPERTY = "usher.test.tool-port";

    @Override
    public Map<String, String> start() {
        var port = Integer.toString(free());
        System.setProperty(PROPERTY, port);
        return Map.of("usher.tool.url", "http://127.0.0.1:" + port);
    }

    /** Below the ports that connections of other tests are given: one of those could take it before a test listens. */
    private static int free() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("None of a hundred ports was free");
    }

    @Override
    public void stop() {}
}
