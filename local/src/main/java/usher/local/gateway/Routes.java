package usher.local.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which service answers which path: the longest matching prefix of whole segments, as the Ingress has it. */
public final class Routes {

    /** A service as the gateway knows it. */
    public enum Service {
        CHAT,
        TOOL,
        ADMIN,
        BILLING,
        SHOP
    }

    private record Prefix(RequestPath path, Optional<Service> service) {

        static Prefix to(Service service, String path) {
            return new Prefix(RequestPath.parse(path).orElseThrow(), Optional.of(service));
        }

        static Prefix hidden(String path) {
            return new Prefix(RequestPath.parse(path).orElseThrow(), Optional.empty());
        }
    }

    /** In the order they are tried: what is hidden or longer comes first. */
    private static final List<Prefix> PREFIXES = List.of(
            Prefix.hidden("/api/v1/tools/internal"),
            Prefix.to(Service.TOOL, "/api/v1/tools"),
            Prefix.to(Service.CHAT, "/api/v1/chat"),
            Prefix.to(Service.CHAT, "/v1"),
            Prefix.to(Service.CHAT, "/mcp"),
            Prefix.to(Service.CHAT, "/.well-known/oauth-protected-resource"),
            Prefix.to(Service.CHAT, "/widget"),
            Prefix.to(Service.BILLING, "/api/v1/billing"),
            Prefix.to(Service.SHOP, "/demo"),
            Prefix.to(Service.ADMIN, "/"));

    private final Map<Service, Upstreams> upstreams;

    public Routes(Map<Service, Upstreams> upstreams) {
        this.upstreams = Map.copyOf(upstreams);
    }

    /** Where this path goes; empty when nothing is to be found there. */
    Optional<Upstreams> find(RequestPath path) {
        return PREFIXES.stream()
                .filter(prefix -> path.startsWith(prefix.path()))
                .findFirst()
                .flatMap(Prefix::service)
                .map(upstreams::get);
    }
}
