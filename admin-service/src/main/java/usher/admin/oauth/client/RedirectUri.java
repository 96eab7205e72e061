package usher.admin.oauth.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where a program wants members to be sent back to: https anywhere, or http on the member's own machine, where a program listens on
 * whatever port is free (RFC 8252, 7.3).
 */
public final class RedirectUri {
    private static final int LONGEST = 500;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private RedirectUri() {}

    static boolean mayBeRegistered(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(character -> character <= ' ' || character > '~')) {
            return false;
        }
        try {
            var uri = new URI(text);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && ("https".equals(uri.getScheme()) || isLoopback(uri));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** Character by character, but for the port on the member's own machine. */
    static boolean match(String registered, String asked) {
        return registered.equals(asked)
                || (mayBeRegistered(asked)
                        && isOnThisMachine(registered)
                        && withoutPort(registered).equals(withoutPort(asked)));
    }

    /** Whom members read that they are sent to: the host, with its port if it has one of its own. */
    public static String place(String redirectUri) {
        return URI.create(redirectUri).getRawAuthority();
    }

    /** Whether it is a program on the member's own machine, of an address that may be registered. */
    public static boolean isOnThisMachine(String redirectUri) {
        return isLoopback(URI.create(redirectUri));
    }

    private static boolean isLoopback(URI uri) {
        return "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    }

    private static String withoutPort(String text) {
        var uri = URI.create(text);
        return uri.getPort() < 0 ? text : text.replaceFirst(":" + uri.getPort() + "(?=[/?]|$)", "");
    }
}
