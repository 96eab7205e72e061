package usher.billing.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;

/**
 * How much of a metric is used in the running period and how much is left. {@code limit} null is unlimited, then nothing is left to
 * say; {@code used} is null for limits of a minute, which are counted where requests come in; {@code resets_at} is null for those and
 * for what is counted as it stands. Only a hard limit makes {@code allowed} false.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LimitStanding(
        String metric,
        Limit.Period period,
        Kind kind,
        @Nullable Long limit,
        @Nullable Long used,
        @Nullable Long remaining,
        @Nullable Instant resetsAt,
        boolean allowed) {
    public enum Kind {
        @JsonProperty("hard")
        HARD,
        @JsonProperty("soft")
        SOFT
    }

    static LimitStanding of(Limit limit, @Nullable Long used, @Nullable Instant resetsAt) {
        var amount = limit.amount();
        var left = amount == null || used == null ? null : (Long) Math.max(0, amount - used);
        return new LimitStanding(
                limit.metric(),
                limit.period(),
                limit.hard() ? Kind.HARD : Kind.SOFT,
                amount,
                used,
                left,
                resetsAt,
                !limit.hard() || left == null || left > 0);
    }

    boolean isReached() {
        return remaining != null && remaining == 0;
    }
}
