package usher.tool.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import usher.contracts.id.TenantId;

/**
 * One request to somebody else's system, all its attempts included. {@code headers} are asked for before each attempt,
 * with the time that is left. {@code repeatable} says that the other side may get it twice: it only reads, or it knows
 * the request by an idempotency key.
 */
public record HttpCall(
        Target target,
        HttpMethod method,
        Function<Duration, MultiMap> headers,
        Buffer body,
        Duration timeout,
        boolean repeatable) {
    /** What fails or works together: {@code part} is a tool, or an integration, of one tenant. */
    public record Target(TenantId tenant, String part, URI uri) {
        /** Without the path, which may differ with every call, and without the query, which may hold a key. */
        Target server() {
            return new Target(tenant, part, uri.resolve("/"));
        }
    }

    public URI uri() {
        return target.uri();
    }
}
