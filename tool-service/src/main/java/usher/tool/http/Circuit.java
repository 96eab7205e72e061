package usher.tool.http;

import java.time.Duration;
import java.time.Instant;

/** What is known of a target that has failed lately. A target without a circuit is healthy. */
sealed interface Circuit {
    /** Called as usual; so many calls in a row have failed. */
    record Closed(int failures) implements Circuit {}

    /** Left alone until then. */
    record Open(Instant until) implements Circuit {}

    /** One call is trying whether the target is back; should that call get lost, another may try at {@code until}. */
    record Probing(Instant until) implements Circuit {}

    default boolean admits(Instant now) {
        return switch (this) {
            case Closed closed -> true;
            case Open(var until) -> !now.isBefore(until);
            case Probing(var until) -> !now.isBefore(until);
        };
    }

    default Circuit admitted(Instant now, Duration openFor) {
        return this instanceof Closed ? this : new Probing(now.plus(openFor));
    }

    default Circuit failed(Instant now, int failuresToOpen, Duration openFor) {
        return switch (this) {
            case Closed(int failures) when failures + 1 < failuresToOpen -> new Closed(failures + 1);
            case Closed closed -> new Open(now.plus(openFor));
            case Open open -> open;
            case Probing probing -> new Open(now.plus(openFor));
        };
    }
}
