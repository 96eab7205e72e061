package usher.kit.egress;

import java.net.URI;
import java.util.Locale;

/** What a URL connects to, in one spelling: the host in lower case, an IPv6 address in brackets, the port always there. */
public record Origin(boolean encrypted, String host, int port) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    public Origin {
        host = host.toLowerCase(Locale.ROOT);
    }

    /** Of a URL with a host. */
    public static Origin of(URI uri) {
        boolean encrypted = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : encrypted ? HTTPS : HTTP;
        return new Origin(encrypted, uri.getHost(), port);
    }
}
