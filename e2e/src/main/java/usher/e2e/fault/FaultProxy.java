package usher.e2e.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on the loopback address, in front of one peer: {@code proxy.become(new Freeze())}, later {@code proxy.heal()}.
 * Connections are pumped by two virtual threads each.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 512;

    private final InetSocketAddress target;
    private final int port;
    private final Gate gate = new Gate();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = new Fault.None();
    private volatile ServerSocket door;

    private FaultProxy(int port, InetSocketAddress target) throws IOException {
        this.target = target;
        this.door = open(port);
        this.port = door.getLocalPort();
        accept(door);
    }

    /** Starts on a free port. The peer need not be there yet. */
    public static FaultProxy before(String host, int port) {
        return before(0, host, port);
    }

    /** Starts on a port of the caller's choice, 0 for a free one. */
    public static FaultProxy before(int ownPort, String host, int port) {
        try {
            return new FaultProxy(ownPort, new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new IllegalStateException("The proxy could not listen on port " + ownPort, e);
        }
    }

    public int port() {
        return port;
    }

    public int connections() {
        return links.size();
    }

    /** Switches to this fault, ending the one before. */
    public synchronized void become(Fault next) {
        fault = next;
        gate.open(!(next instanceof Fault.Freeze));
        switch (next) {
            case Fault.Refuse refuse -> shut(true);
            case Fault.Close close -> shut(false);
            case Fault.None none -> reopen();
            case Fault.Latency latency -> reopen();
            case Fault.Truncate truncate -> reopen();
            case Fault.Freeze freeze -> reopen();
        }
    }

    /** Resets the open connections once; new ones are accepted. */
    public void cut() {
        links.forEach(link -> link.end(true));
    }

    /** Back to normal. */
    public void heal() {
        become(new Fault.None());
    }

    @Override
    public synchronized void close() {
        gate.open(true);
        shut(true);
    }

    private void shut(boolean reset) {
        quietly(door::close);
        links.forEach(link -> link.end(reset));
    }

    private void reopen() {
        if (!door.isClosed()) {
            return;
        }
        try {
            door = open(port);
        } catch (IOException e) {
            throw new IllegalStateException("The proxy could not listen on its port " + port + " again", e);
        }
        accept(door);
    }

    private static ServerSocket open(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return socket;
    }

    private void accept(ServerSocket from) {
        Thread.ofVirtual().name("fault-proxy-" + from.getLocalPort()).start(() -> {
            while (!from.isClosed()) {
                try {
                    var client = from.accept();
                    Thread.ofVirtual().start(() -> connect(client));
                } catch (IOException closed) {
                    // The loop's condition decides: a closed door ends it, a failed handshake does not.
                    continue;
                }
            }
        });
    }

    private void connect(Socket client) {
        gate.pass();
        var server = new Socket();
        var link = new Link(client, server);
        try {
            client.setTcpNoDelay(true);
            server.connect(target, 5_000);
            server.setTcpNoDelay(true);
        } catch (IOException gone) {
            link.end(true);
            return;
        }
        links.add(link);
        if (door.isClosed()) {
            link.end(true);
        }
        long budget = fault instanceof Fault.Truncate(var bytes) ? bytes : Long.MAX_VALUE;
        Thread.ofVirtual().start(() -> pump(link, client, server, Long.MAX_VALUE));
        pump(link, server, client, budget);
    }

    private void pump(Link link, Socket from, Socket to, long budget) {
        var buffer = new byte[16 * 1024];
        long left = budget;
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                delay();
                gate.pass();
                int passed = (int) Math.min(read, left);
                out.write(buffer, 0, passed);
                left -= passed;
                if (left == 0) {
                    link.end(true);
                    return;
                }
            }
            to.shutdownOutput();
            link.halfDone();
        } catch (IOException broken) {
            link.end(true);
        }
    }

    private void delay() {
        if (fault instanceof Fault.Latency(Duration time)) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Closing {
        void run() throws IOException;
    }

    private static void quietly(Closing closing) {
        try {
            closing.run();
        } catch (IOException alreadyGone) {
            // Closing what is closed is what we wanted.
            return;
        }
    }

    /** A client's connection and ours to the peer: they live and die together. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private boolean oneSideDone;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        synchronized void halfDone() {
            if (oneSideDone) {
                end(false);
            }
            oneSideDone = true;
        }

        void end(boolean reset) {
            links.remove(this);
            end(client, reset);
            end(server, reset);
        }

        private static void end(Socket socket, boolean reset) {
            if (reset) {
                try {
                    socket.setSoLinger(true, 0);
                } catch (SocketException alreadyGone) {
                    return;
                }
            }
            quietly(socket::close);
        }
    }
}
