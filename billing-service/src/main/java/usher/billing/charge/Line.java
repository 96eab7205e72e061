package usher.billing.charge;

import org.jspecify.annotations.Nullable;

/**
 * One line of a bill, rounded once. {@code quantity} is the usage or the seats; for a late line it is the late usage alone, and
 * {@code before} is what had been billed of the stretch.
 */
public record Line(
        Kind kind,
        Segment segment,
        @Nullable String metric,
        long quantity,
        long amountMinor,
        @Nullable Charged before) {
    public enum Kind {
        BASE,
        SEATS,
        USAGE,
        LATE
    }

    static Line of(Kind kind, Segment segment, @Nullable String metric, long quantity, long amountMinor) {
        return new Line(kind, segment, metric, quantity, amountMinor, null);
    }

    /** Owed whatever is used. */
    boolean isBase() {
        return kind == Kind.BASE || kind == Kind.SEATS;
    }
}
