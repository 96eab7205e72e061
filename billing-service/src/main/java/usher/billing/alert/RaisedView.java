package usher.billing.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;
import usher.contracts.id.AlertId;
import usher.contracts.id.EventId;

/**
 * A threshold that was reached. {@code alert} is absent for those that everybody has; {@code used} is the quantity, the cost in
 * micro-dollars, or the charge or balance in minor units; {@code within} is the local day or month.
 */
record RaisedView(
        EventId id,
        String name,
        @Nullable AlertId alert,
        Kind kind,
        @Nullable String metric,
        @Nullable String currency,
        Unit unit,
        long threshold,
        @Nullable Long limit,
        long used,
        Limit.@Nullable Period period,
        @Nullable String within,
        @Nullable Instant resetsAt,
        Instant raisedAt) {
    static RaisedView of(Reached reached) {
        return new RaisedView(
                reached.id(),
                reached.name(),
                reached.alert(),
                reached.kind(),
                reached.metric(),
                reached.currency(),
                reached.unit(),
                reached.threshold(),
                reached.limit(),
                reached.used(),
                reached.period(),
                reached.label(),
                reached.endsAt(),
                reached.raisedAt());
    }
}
