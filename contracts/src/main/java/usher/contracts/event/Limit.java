package usher.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** How much of a metric may be used in a period; {@code amount} absent is unlimited. A hard limit blocks, a soft one warns. */
public record Limit(String metric, @Nullable Long amount, Period period, boolean hard) {
    public Limit {
        if (amount != null && amount < 0) {
            throw new IllegalArgumentException("A limit is not negative");
        }
    }

    public enum Period {
        @JsonProperty("minute")
        MINUTE,
        @JsonProperty("day")
        DAY,
        @JsonProperty("month")
        MONTH
    }
}
