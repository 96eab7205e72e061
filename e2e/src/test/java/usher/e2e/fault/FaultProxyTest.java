package usher.e2e.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private ServerSocket peer;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        peer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echoForEver);
        proxy = FaultProxy.before("127.0.0.1", peer.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        peer.close();
    }

    @Test
    void passesEverythingWhileHealthy() throws IOException {
        try (var client = client()) {
            assertEquals('x', echo(client, 'x'));
        }
    }

    @Test
    void refusesUntilItHeals() throws IOException {
        try (var client = client()) {
            echo(client, 'x');
            proxy.become(new Fault.Refuse());
            assertThrows(SocketException.class, () -> readAfterReset(client));
        }
        assertThrows(SocketException.class, this::client);
        proxy.heal();
        try (var client = client()) {
            assertEquals('y', echo(client, 'y'));
        }
    }

    @Test
    void closesInOrder() throws IOException {
        try (var client = client()) {
            echo(client, 'x');
            proxy.become(new Fault.Close());
            assertEquals(-1, client.getInputStream().read());
        }
    }

    @Test
    void freezesAndThenDeliversWhatWasHeld() throws IOException {
        try (var client = client()) {
            echo(client, 'x');
            proxy.become(new Fault.Freeze());
            client.getOutputStream().write('y');
            client.setSoTimeout(200);
            assertThrows(
                    SocketTimeoutException.class, () -> client.getInputStream().read());
            proxy.heal();
            client.setSoTimeout(5_000);
            assertEquals('y', client.getInputStream().read());
        }
    }

    @Test
    void resetsAfterSoManyBytes() throws IOException {
        proxy.become(new Fault.Truncate(2));
        try (var client = client()) {
            assertEquals('a', echo(client, 'a'));
            assertEquals('b', echo(client, 'b'));
            assertThrows(SocketException.class, () -> readAfterReset(client));
        }
    }

    @Test
    void addsLatencyInEachDirection() throws IOException {
        proxy.become(new Fault.Latency(Duration.ofMillis(50)));
        try (var client = client()) {
            long start = System.nanoTime();
            echo(client, 'x');
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() >= 100);
        }
    }

    @Test
    void cutsOpenConnectionsOnceAndAcceptsNewOnes() throws IOException {
        try (var client = client()) {
            echo(client, 'x');
            proxy.cut();
            assertThrows(SocketException.class, () -> readAfterReset(client));
        }
        try (var client = client()) {
            assertEquals('y', echo(client, 'y'));
        }
    }

    private Socket client() throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", proxy.port()), 2_000);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static int echo(Socket client, char letter) throws IOException {
        client.getOutputStream().write(letter);
        return client.getInputStream().read();
    }

    /** A reset shows on the first read or on the write after it. */
    private static void readAfterReset(Socket client) throws IOException {
        while (client.getInputStream().read() >= 0) {
            client.getOutputStream().write('z');
        }
    }

    private void echoForEver() {
        while (!peer.isClosed()) {
            try {
                var connection = peer.accept();
                Thread.ofVirtual().start(() -> echo(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void echo(Socket connection) {
        try (connection) {
            connection.getInputStream().transferTo(connection.getOutputStream());
        } catch (IOException reset) {
            // The test broke it; there is nobody left to echo to.
            return;
        }
    }
}
