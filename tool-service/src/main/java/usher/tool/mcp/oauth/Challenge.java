package usher.tool.mcp.oauth;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server says in {@code WWW-Authenticate} that it wants to be shown (RFC 6750 section 3, RFC 9728 section 5.1). */
public record Challenge(Map<String, String> parameters) {
    private static final Pattern SCHEME = Pattern.compile("(?:^|,)\\s*Bearer(?=\\s|,|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER =
            Pattern.compile("\\G[\\s,]*+([A-Za-z0-9_-]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,\"]++))");

    public Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** Of all headers by that name, the first that asks for a bearer; empty where none does. */
    public static Challenge of(List<String> headers) {
        return headers.stream()
                .map(Challenge::parameters)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Challenge::new)
                .orElseGet(() -> new Challenge(Map.of()));
    }

    Optional<String> metadata() {
        return Optional.ofNullable(parameters.get("resource_metadata"));
    }

    public Scopes scope() {
        return Scopes.of(parameters.getOrDefault("scope", ""));
    }

    public boolean wantsMoreScope() {
        return "insufficient_scope".equals(parameters.get("error"));
    }

    private static Optional<Map<String, String>> parameters(String header) {
        var scheme = SCHEME.matcher(header);
        if (!scheme.find()) {
            return Optional.empty();
        }
        var found = new HashMap<String, String>();
        var parameter = PARAMETER.matcher(header.substring(scheme.end()));
        while (parameter.find()) {
            var quoted = parameter.group(2);
            var value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            found.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
        }
        return Optional.of(found);
    }
}
