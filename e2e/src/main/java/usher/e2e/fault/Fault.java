package usher.e2e.fault;

import java.time.Duration;

/** What the proxy does to its connections. Applies to open connections at once, unless it says otherwise. */
public sealed interface Fault {

    /** Everything passes. */
    record None() implements Fault {}

    /** Each piece of data is held for this long, in each direction. */
    record Latency(Duration time) implements Fault {}

    /** Open connections are reset and new ones are refused, as when the peer's process is gone. */
    record Refuse() implements Fault {}

    /** Open connections are closed in order (FIN) and new ones are refused, as when the peer shuts down. */
    record Close() implements Fault {}

    /** Each new connection is reset after so many bytes towards the client. Open ones are left alone. */
    record Truncate(long bytes) implements Fault {}

    /** Connections stay open and nothing passes, as when the peer is paged out or the network is lost. */
    record Freeze() implements Fault {}
}
