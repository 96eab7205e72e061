package usher.billing.entitlement;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** An amount that takes the place of the plan's for one metric; absent is unlimited. */
@Embeddable
public record AgreedAmount(String metric, @Nullable Long amount) {}
