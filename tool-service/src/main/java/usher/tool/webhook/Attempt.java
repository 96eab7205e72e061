package usher.tool.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt ended. */
sealed interface Attempt {
    /** {@code retryAfter} is what the endpoint asks for, when it does. */
    record Status(int status, String body, @Nullable Duration retryAfter) implements Attempt {}

    /** The connection could not be made or broke. */
    record Broken() implements Attempt {}

    record TimedOut() implements Attempt {}

    record TooLarge() implements Attempt {}

    /**
     * Whether doing it again is safe and may help: the idempotency key has been sent, and the endpoint says that it was
     * too busy, or nothing came back.
     */
    default boolean worthRepeating() {
        return switch (this) {
            case Status status -> isTransient(status.status());
            case Broken broken -> true;
            case TimedOut timedOut -> false;
            case TooLarge tooLarge -> false;
        };
    }

    /** Whether the endpoint is in trouble; an answer that merely refuses the request is a sign of health. */
    default boolean tellsOfTrouble() {
        return switch (this) {
            case Status status -> isTransient(status.status());
            case Broken broken -> true;
            case TimedOut timedOut -> true;
            case TooLarge tooLarge -> false;
        };
    }

    default WebhookReply reply(int attempts) {
        return switch (this) {
            case Status(int status, String body, var retryAfter)
            when status >= 200 && status < 300 -> new WebhookReply.Answered(status, body, attempts);
            case Status(int status, String body, var retryAfter) ->
                new WebhookReply.Unanswered(
                        "tool-status",
                        "The tool answered with status " + status + ".",
                        isTransient(status),
                        status,
                        attempts);
            case Broken broken ->
                new WebhookReply.Unanswered("tool-unreachable", "The tool cannot be reached.", true, null, attempts);
            case TimedOut timedOut ->
                new WebhookReply.Unanswered("tool-timeout", "The tool did not answer in time.", true, null, attempts);
            case TooLarge tooLarge ->
                new WebhookReply.Unanswered(
                        "result-too-large", "The tool's answer is too large.", false, null, attempts);
        };
    }

    private static boolean isTransient(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }
}
