package usher.admin.session;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;

/** Whoever is counted as one when somebody tries too often: an address of IPv4, or a network of IPv6, whose every address one house has. */
public final class Subscriber {
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private Subscriber() {}

    public static String of(HttpServerRequest request) {
        return of(request.remoteAddress());
    }

    /**
     * Where a proxy forwarded an address of IPv6 without brackets, Quarkus took what follows the last colon for its port. What is left
     * tells the network all the same.
     */
    static String of(SocketAddress from) {
        var text = from.host();
        if (!text.contains(":")) {
            return text;
        }
        var literal = text.replaceAll("[\\[\\]]|%.*", "");
        return network(literal).or(() -> network(literal + ":0")).orElse(text);
    }

    private static Optional<String> network(String literal) {
        try {
            var address = InetAddress.ofLiteral(literal);
            var bytes = address.getAddress();
            return Optional.of(
                    bytes.length == IPV6_BYTES
                            ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES)
                            : address.getHostAddress());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
