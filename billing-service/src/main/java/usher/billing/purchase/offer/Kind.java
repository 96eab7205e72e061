package usher.billing.purchase.offer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** For how long an offer is bought. */
public enum Kind {
    @JsonProperty("daily")
    DAILY,
    @JsonProperty("monthly")
    MONTHLY,
    @JsonProperty("yearly")
    YEARLY,
    @JsonProperty("lifetime")
    LIFETIME;

    /**
     * When so many periods are over, by the calendar of that zone; null: never. Reckoned from the start each time, so that what
     * began on the 31st ends on the 31st again where a month has one.
     */
    public @Nullable Instant end(Instant start, int periods, ZoneId zone) {
        var from = start.atZone(zone);
        return switch (this) {
            case DAILY -> from.plusDays(periods).toInstant();
            case MONTHLY -> from.plusMonths(periods).toInstant();
            case YEARLY -> from.plusYears(periods).toInstant();
            case LIFETIME -> null;
        };
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
