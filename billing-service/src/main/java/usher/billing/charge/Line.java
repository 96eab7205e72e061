package usher.billing.charge;

import org.jspecify.annotations.Nullable;

/**
 * One line of a bill, rounded once. {@code quantity} is the usage or the seats; for a late line it is the late usage alone, and
 * {@code before} is what had been billed of the stretch.
 */
public record Line(
        Kind kind,
        Segment segment,
        @Nullable Charge charge,
        long quantity,
        long amountMinor,
        @Nullable Charged before) {
    public enum Kind {
        BASE,
        SEATS,
        USAGE,
        LATE
    }

    static Line of(Kind kind, Segment segment, @Nullable Charge charge, long quantity, long amountMinor) {
        return new Line(kind, segment, charge, quantity, amountMinor, null);
    }

    public @Nullable String metric() {
        return charge == null ? null : charge.metric();
    }

    /** Owed whatever is used. */
    boolean isBase() {
        return kind == Kind.BASE || kind == Kind.SEATS;
    }
}
