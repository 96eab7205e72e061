package usher.billing.charge;

/** What has been billed so far for the usage that one charge is for, in a segment of some period. Late usage changes it. */
public record Charged(Segment segment, Charge charge, long quantity, long amountMinor) {
    public String metric() {
        return charge.metric();
    }
}
