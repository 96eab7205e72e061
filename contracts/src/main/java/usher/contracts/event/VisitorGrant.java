package usher.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor may use until then. {@code tier} is {@code lightweight}, {@code full} or {@code premium}; without {@code
 * messagesPerDay} messages are not limited, and without {@code until} it does not end.
 */
public record VisitorGrant(
        String tier,
        @Nullable Long messagesPerDay,
        @Nullable Instant until) {
    public VisitorGrant {
        Required.present(tier, "tier");
        if (messagesPerDay != null && messagesPerDay < 0) {
            throw new IllegalArgumentException("A number of messages is not negative");
        }
    }
}
