package usher.contracts.event;

/** So much of one metric, and what it cost the provider's customer in micro-dollars; each metric at most once an event. */
public record UsageLine(String metric, long quantity, long costMicros) {
    public UsageLine {
        Required.present(metric, "metric");
        if (quantity < 0 || costMicros < 0) {
            throw new IllegalArgumentException("Usage is not negative");
        }
    }
}
