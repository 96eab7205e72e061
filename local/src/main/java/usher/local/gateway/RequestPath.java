package usher.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A path as the services will understand it: decoded, without empty segments and without what follows a semicolon. The
 * rule that hides a prefix looks at this, so that {@code //internal}, {@code %69nternal} and {@code internal;x} are
 * hidden as well.
 */
record RequestPath(List<String> segments) {

    /** Empty when the path is malformed or climbs with {@code ..}, which no client of ours does. */
    static Optional<RequestPath> parse(String raw) {
        try {
            String decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            var segments = Arrays.stream(decoded.split("[/\\\\]"))
                    .map(segment -> segment.replaceFirst(";.*", ""))
                    .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                    .toList();
            return segments.contains("..") ? Optional.empty() : Optional.of(new RequestPath(segments));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    boolean startsWith(RequestPath prefix) {
        return segments.size() >= prefix.segments.size()
                && segments.subList(0, prefix.segments.size()).equals(prefix.segments);
    }
}
