package usher.tool.webhook;

import org.jspecify.annotations.Nullable;

/** How a call ended, after the last attempt. */
public sealed interface WebhookReply {
    int attempts();

    /** The endpoint answered with this status in the 200s. */
    record Answered(int status, String body, int attempts) implements WebhookReply {}

    /** No usable answer; {@code code} is stable, {@code sentence} is for the model and the tenant's people. */
    record Unanswered(
            String code,
            String sentence,
            boolean retryable,
            @Nullable Integer status,
            int attempts) implements WebhookReply {}
}
