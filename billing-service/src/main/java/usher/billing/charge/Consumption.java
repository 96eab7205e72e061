package usher.billing.charge;

/** How much of a metric was used in a segment, as far as is known now. */
@FunctionalInterface
public interface Consumption {
    long of(Segment segment, String metric);
}
