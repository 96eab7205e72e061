package usher.local.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The simplest proxy: every connection to one port goes on to another. */
final class Forwarder implements AutoCloseable {

    private final ServerSocket accepting;
    private final int target;

    Forwarder(int port, int target) throws IOException {
        this.accepting = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.startVirtualThread(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = accepting.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.startVirtualThread(() -> copy(client, server));
                Thread.startVirtualThread(() -> copy(server, client));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException _) {
            // One side has gone; closing both streams tells the other.
        }
    }

    @Override
    public void close() throws IOException {
        accepting.close();
    }
}
