package usher.tool.egress;

import java.net.InetAddress;
import java.net.URI;

/** Whether a URL may be called. */
public sealed interface Passage {
    /** Connect to exactly this address; the URI still names the host for TLS and the Host header. */
    record Admitted(URI uri, InetAddress address) implements Passage {}

    /** {@code sentence} is for the tenant's people; it never says what a name resolved to. */
    record Denied(String sentence) implements Passage {}
}
