package usher.kit.egress;

import java.net.InetAddress;

/** Whether a target may be called. */
public sealed interface Passage {
    /** Connect to exactly this address; the origin still names the host for TLS and the Host header. */
    record Admitted(Origin origin, InetAddress address) implements Passage {}

    record Denied(Denial why) implements Passage {
        public String sentence() {
            return why.sentence();
        }
    }
}
