package usher.tool.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import usher.kit.egress.Origin;
import usher.tool.http.Attempt.Status;

/**
 * Where a call is by now: at its own URL, or where redirects have led it. One that has been at another origin has strayed,
 * and carries nothing any more by which somebody could act in the tenant's name, not even when it is led back.
 * {@code doubtful} says that an attempt before may have done its work, whatever becomes of the next; {@code deadline} is on the scale of {@link System#nanoTime}.
 */
record Trip(HttpCall call, URI uri, boolean strayed, int redirects, boolean doubtful, long deadline) {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> HARMLESS = Set.of("accept", "accept-language", "user-agent");

    static Trip of(HttpCall call) {
        return new Trip(
                call,
                call.uri(),
                false,
                0,
                false,
                System.nanoTime() + call.timeout().toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** Where an answer sends this call on to; nowhere if it is no redirect, leads to no URL, or is one too many. */
    Optional<Trip> next(Attempt attempt) {
        return attempt instanceof Status status && REDIRECTS.contains(status.status()) && redirects < call.redirects()
                ? location(status).map(this::goingTo)
                : Optional.empty();
    }

    /** To be tried again after this attempt. */
    Trip after(Attempt attempt) {
        boolean doubt = doubtful || !call.reads() && attempt.mayHaveActed();
        return new Trip(call, uri, strayed, redirects, doubt, deadline);
    }

    Wire.Request request() {
        var headers = MultiMap.caseInsensitiveMultiMap().addAll(call.headers().apply(left()));
        if (strayed) {
            headers.names().stream()
                    .filter(name -> !HARMLESS.contains(name.toLowerCase(Locale.ROOT)))
                    .toList()
                    .forEach(headers::remove);
        }
        if (call.reads() && !headers.contains(HttpHeaders.ACCEPT_ENCODING)) {
            headers.set(HttpHeaders.ACCEPT_ENCODING, "gzip");
        }
        TraceParent.write(headers);
        return new Wire.Request(call.method(), uri, headers, strayed ? Buffer.buffer() : call.body());
    }

    private Trip goingTo(URI next) {
        boolean away = next.getHost() == null || !Origin.of(next).equals(Origin.of(uri));
        return new Trip(call, next, strayed || away, redirects + 1, doubtful, deadline);
    }

    private Optional<URI> location(Status status) {
        var location = status.headers().get(HttpHeaders.LOCATION);
        try {
            return location == null ? Optional.empty() : Optional.of(withoutFragment(uri.resolve(location)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static URI withoutFragment(URI uri) {
        var text = uri.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? uri : URI.create(text.substring(0, fragment));
    }
}
