package usher.local.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What happens to headers on their way: those of one connection stay behind, those that say who asks are ours to set. */
final class Headers {

    static final String REQUEST_ID = "X-Request-Id";

    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");
    private static final Set<String> SET_BY_US = Set.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-real-ip",
            "x-request-id");
    private static final Pattern REQUEST_ID_SHAPE = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private Headers() {}

    /** The client's own request id when it has a harmless shape, else a new one. */
    static String requestId(HttpServerRequest request) {
        String given = request.getHeader(REQUEST_ID);
        return given != null && REQUEST_ID_SHAPE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    static void forward(HttpServerRequest request, String requestId, MultiMap target) {
        copy(request.headers(), target);
        SET_BY_US.forEach(target::remove);
        target.set("X-Forwarded-For", request.remoteAddress().hostAddress());
        target.set("X-Forwarded-Proto", "http");
        String host = request.getHeader(HttpHeaders.HOST);
        if (host != null) {
            target.set("X-Forwarded-Host", host);
        }
        target.set(REQUEST_ID, requestId);
    }

    static void back(MultiMap answer, String requestId, MultiMap target) {
        copy(answer, target);
        target.set(REQUEST_ID, requestId);
    }

    /** Whether a body follows: in HTTP/1.1 one of these two headers says so. */
    static boolean announceBody(MultiMap headers) {
        return headers.contains(HttpHeaders.TRANSFER_ENCODING) || headers.contains(HttpHeaders.CONTENT_LENGTH);
    }

    private static void copy(MultiMap source, MultiMap target) {
        for (var header : source) {
            if (!OF_ONE_CONNECTION.contains(header.getKey().toLowerCase(java.util.Locale.ROOT))) {
                target.add(header.getKey(), header.getValue());
            }
        }
    }
}
