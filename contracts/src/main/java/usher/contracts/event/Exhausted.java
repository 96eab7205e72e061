package usher.contracts.event;

import java.time.Instant;

/**
 * A hard limit of a day or a month that is used up {@code until} its period ends; from then on it means nothing. {@code used} is
 * what had been used when that was seen.
 */
public record Exhausted(String metric, Limit.Period period, long limit, long used, Instant until) {
    public Exhausted {
        Required.present(metric, "metric");
        Required.present(period, "period");
        Required.present(until, "until");
    }

    public boolean holds(Instant now) {
        return now.isBefore(until);
    }
}
