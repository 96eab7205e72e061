package usher.billing.charge;

/** How much of what a charge is for was used in a segment, as far as is known now. */
@FunctionalInterface
public interface Consumption {
    long of(Segment segment, Charge charge);
}
