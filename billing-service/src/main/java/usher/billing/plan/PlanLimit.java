package usher.billing.plan;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;

/** One limited metric of a plan; {@code amount} absent means that the metric is counted and not limited. */
@Embeddable
public record PlanLimit(
        String metric,
        @Nullable Long amount,
        @Enumerated(EnumType.STRING) Limit.Period period,
        boolean hard) {

    public Limit limit() {
        return new Limit(metric, amount, period, hard);
    }
}
