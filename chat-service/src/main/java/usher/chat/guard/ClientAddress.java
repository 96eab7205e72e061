package usher.chat.guard;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the request at hand comes from. {@code X-Forwarded-For} is believed from the right, as long as trusted proxies wrote
 * it; what a client wrote itself stands further left.
 */
@ApplicationScoped
public class ClientAddress {
    private static final int SUBSCRIBER_BITS = 64;

    private final List<AddressRange> trusted;
    private final CurrentVertxRequest current;

    ClientAddress(GuardConfig config, CurrentVertxRequest current) {
        this.trusted = config.trustedProxies().stream().map(AddressRange::parse).toList();
        this.current = current;
    }

    /** Absent when it is this machine itself, where no visitor is. */
    public @Nullable InetAddress get() {
        var request = current.getCurrent().request();
        var address = of(request.remoteAddress().hostAddress(), forwarded(request));
        return address == null || address.isLoopbackAddress() ? null : address;
    }

    /** As text for a limit: an IPv6 subscriber has a /64 and counts as one. */
    public @Nullable String subscriber() {
        var address = get();
        return address == null ? null : subscriber(address);
    }

    public static String subscriber(InetAddress address) {
        return address.getAddress().length == 4
                ? address.getHostAddress()
                : AddressRange.parse(address.getHostAddress() + "/" + SUBSCRIBER_BITS)
                        .toString();
    }

    @Nullable
    InetAddress of(String peer, List<String> forwarded) {
        var address = literal(peer);
        for (int at = forwarded.size() - 1; at >= 0 && address != null && isTrusted(address); at--) {
            var before = literal(forwarded.get(at));
            if (before == null) {
                return address;
            }
            address = before;
        }
        return address;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private static List<String> forwarded(HttpServerRequest request) {
        var all = new ArrayList<String>();
        for (var header : request.headers().getAll("X-Forwarded-For")) {
            for (var one : header.split(",", -1)) {
                all.add(one.strip());
            }
        }
        return all;
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            int zone = text.indexOf('%');
            return InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
