package usher.billing.charge;

/** What has been billed so far for the usage of one metric in a segment of some period. Late usage changes it. */
public record Charged(Segment segment, String metric, long quantity, long amountMinor) {}
