package usher.billing.charge;

/** A metric that a plan charges for. {@link #SEATS} is counted by the subscription, all others by the ledger. */
public record Charge(String metric, Tariff tariff) {
    public static final String SEATS = "seats";

    public boolean isOfSeats() {
        return metric.equals(SEATS);
    }
}
