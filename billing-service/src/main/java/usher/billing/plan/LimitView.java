package usher.billing.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;

/** A limit as the API shows it; {@code amount} null is unlimited and is written, so that nobody takes it for forgotten. */
public record LimitView(
        String metric,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long amount,
        Limit.Period period,
        boolean hard) {

    public static List<LimitView> of(List<Limit> limits) {
        return limits.stream()
                .map(limit -> new LimitView(limit.metric(), limit.amount(), limit.period(), limit.hard()))
                .toList();
    }
}
