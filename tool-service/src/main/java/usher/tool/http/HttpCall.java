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
 * the request by an idempotency key. {@code redirects} is how many are followed, none unless the request reads;
 * {@code mostBytes} how large the answer may be once unpacked, 0 for the usual.
 */
public record HttpCall(
        Target target,
        HttpMethod method,
        Function<Duration, MultiMap> headers,
        Buffer body,
        Duration timeout,
        boolean repeatable,
        int redirects,
        int mostBytes) {
    private static final int MOST_REDIRECTS = 3;

    public HttpCall {
        if (redirects < 0 || redirects > MOST_REDIRECTS || redirects > 0 && !reads(method)) {
            throw new IllegalArgumentException("Up to 3 redirects are followed, and of requests that read alone");
        }
        if (mostBytes < 0) {
            throw new IllegalArgumentException("An answer has 0 bytes or more");
        }
    }

    /** One that follows no redirect and gets an answer of the usual size. */
    public HttpCall(
            Target target,
            HttpMethod method,
            Function<Duration, MultiMap> headers,
            Buffer body,
            Duration timeout,
            boolean repeatable) {
        this(target, method, headers, body, timeout, repeatable, 0, 0);
    }

    /** What fails or works together: {@code part} is a tool, or an integration, of one tenant. */
    public record Target(TenantId tenant, String part, URI uri) {
        /** Without the path, which may differ with every call, and without the query, which may hold a key. */
        Target server() {
            return new Target(tenant, part, uri.resolve("/"));
        }
    }

    /** Each redirect is held against the guard; from another origin on, only harmless headers go along. */
    public HttpCall followingRedirects() {
        return new HttpCall(target, method, headers, body, timeout, repeatable, MOST_REDIRECTS, mostBytes);
    }

    public HttpCall mostBytes(int bytes) {
        return new HttpCall(target, method, headers, body, timeout, repeatable, redirects, bytes);
    }

    public URI uri() {
        return target.uri();
    }

    boolean reads() {
        return reads(method);
    }

    /** Neither the headers nor the URL, for both may hold secrets. */
    @Override
    public String toString() {
        return "HttpCall[" + method + " " + target.uri().getHost() + "]";
    }

    private static boolean reads(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }
}
