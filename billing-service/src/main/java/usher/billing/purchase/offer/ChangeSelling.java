package usher.billing.purchase.offer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** What is to hold for visitors from now on; the grace, for what is bought or renewed from now on. */
record ChangeSelling(
        @Nullable @Min(0) @Max(PublishOffer.MOST_MESSAGES) Long freeMessagesPerDay,
        @NotNull @Min(0) @Max(30) Integer graceDays) {}
