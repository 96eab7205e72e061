package usher.billing.charge;

/**
 * A metric, or a slice of it, that a plan charges for. {@link #SEATS} is counted by the subscription, all others by the ledger. {@code part} tells the charges of
 * a metric apart within a version of a plan: 0 is for the rest.
 */
public record Charge(String metric, int part, Slice slice, Tariff tariff) {
    public static final String SEATS = "seats";

    /** Of all there is of a metric, or of what its slices leave over. */
    public static Charge of(String metric, Tariff tariff) {
        return new Charge(metric, 0, Slice.REST, tariff);
    }

    public boolean isOfSeats() {
        return metric.equals(SEATS);
    }
}
