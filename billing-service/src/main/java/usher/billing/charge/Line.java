package usher.billing.charge;

import org.jspecify.annotations.Nullable;

/** One line of a bill, rounded once. {@code quantity} is the usage or the seats; the late usage alone for a late line. */
public record Line(Kind kind, Segment segment, @Nullable String metric, long quantity, long amountMinor) {
    public enum Kind {
        BASE,
        SEATS,
        USAGE,
        LATE
    }
}
