package usher.contracts.event;

import org.jspecify.annotations.Nullable;

/** Checks of records that come off the wire, where a missing field arrives as null. */
final class Required {
    private Required() {}

    static void present(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
    }

    static void positive(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
