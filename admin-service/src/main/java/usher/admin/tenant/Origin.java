package usher.admin.tenant;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A web origin as browsers write it in the {@code Origin} header: scheme, host and port, nothing else, lower case,
 * without the scheme's own port. {@code https://*.example.com} stands for every subdomain, not for the domain itself.
 */
record Origin(String text) {
    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>https?)://(?<star>\\*\\.)?(?<host>[^/:@?#*\\\\\\s]+|\\[[0-9a-f:.]+])(:(?<port>\\d{1,5}))?");
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;

    /** Empty when the text is no origin. */
    static Optional<Origin> parse(String text) {
        var matcher = SHAPE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var scheme = matcher.group("scheme");
        var star = matcher.group("star") == null ? "" : matcher.group("star");
        var host = host(matcher.group("host"), !star.isEmpty());
        var port = port(scheme, matcher.group("port"));
        return host.flatMap(name -> port.map(end -> new Origin(scheme + "://" + star + name + end)));
    }

    private static Optional<String> host(String text, boolean wildcard) {
        if (text.startsWith("[")) {
            return wildcard ? Optional.empty() : Optional.of(text);
        }
        return ascii(text)
                .filter(host ->
                        host.length() <= LONGEST_HOST && HOST.matcher(host).matches())
                .filter(host -> !wildcard || host.contains("."));
    }

    private static Optional<String> ascii(String host) {
        try {
            return Optional.of(IDN.toASCII(host).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    private static Optional<String> port(String scheme, String text) {
        if (text == null) {
            return Optional.of("");
        }
        int port = Integer.parseInt(text);
        if (port == 0 || port > HIGHEST_PORT) {
            return Optional.empty();
        }
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return Optional.of(usual ? "" : ":" + port);
    }
}
