package usher.chat.usage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;

/** A tenant's running month up to a moment. Without {@code plan}, billing-service has not said what the tenant may use. */
public record MonthSummary(
        Month month, Instant until, Use use, @Nullable String plan, List<Allowed> limits) {
    public MonthSummary {
        limits = List.copyOf(limits);
    }

    /** What the plan allows of something, and what of it was used in the period, where that is known here. */
    public record Allowed(Limit limit, @Nullable Long used) {}
}
