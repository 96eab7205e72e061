package usher.billing.outcome.episode;

import java.time.Instant;
import java.util.List;

/**
 * A charge, quantity 1, or what takes one back, -1. Both occurred when the outcome was concluded, so that they meet in one
 * period; {@code decidedAt} is when it came to it.
 */
public record Line(
        String metric,
        int quantity,
        Instant occurredAt,
        Instant decidedAt,
        State outcome,
        Reason reason,
        List<Evidence> evidence) {
    public Line {
        evidence = List.copyOf(evidence);
    }

    public Line reversed(Instant at, Reason why, List<Evidence> by) {
        return new Line(metric, -1, occurredAt, at, outcome, why, by);
    }

    /** Whether both put the same into the ledger, whatever they say of why. */
    public boolean countsAs(Line other) {
        return quantity == other.quantity && metric.equals(other.metric) && occurredAt.equals(other.occurredAt);
    }
}
