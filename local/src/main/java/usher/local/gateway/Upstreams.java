package usher.local.gateway;

import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The replicas of one service, in turn. One that did not answer is asked last for a second. */
public final class Upstreams {

    private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();

    private final List<SocketAddress> addresses;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<SocketAddress, Long> failedAt = new ConcurrentHashMap<>();

    private Upstreams(List<SocketAddress> addresses) {
        this.addresses = addresses;
    }

    /** Replicas on this machine. */
    public static Upstreams onPorts(int... ports) {
        var addresses = new ArrayList<SocketAddress>();
        for (int port : ports) {
            addresses.add(SocketAddress.inetSocketAddress(port, "127.0.0.1"));
        }
        return new Upstreams(List.copyOf(addresses));
    }

    /** All of them in the order to try them. */
    List<SocketAddress> inOrder() {
        int first = Math.floorMod(turn.getAndIncrement(), addresses.size());
        var rested = new ArrayList<SocketAddress>();
        var failed = new ArrayList<SocketAddress>();
        for (int i = 0; i < addresses.size(); i++) {
            SocketAddress address = addresses.get((first + i) % addresses.size());
            (isResting(address) ? failed : rested).add(address);
        }
        rested.addAll(failed);
        return rested;
    }

    void failed(SocketAddress address) {
        failedAt.put(address, System.nanoTime());
    }

    void answered(SocketAddress address) {
        failedAt.remove(address);
    }

    private boolean isResting(SocketAddress address) {
        Long at = failedAt.get(address);
        return at != null && System.nanoTime() - at < REST_NANOS;
    }
}
