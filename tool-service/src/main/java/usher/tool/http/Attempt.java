package usher.tool.http;

import io.vertx.core.MultiMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt ended. {@code sent} says whether the other side may have read the request. */
sealed interface Attempt {
    /** {@code retryAfter} is what the other side asks for, when it does. */
    record Status(
            int status,
            MultiMap headers,
            String body,
            @Nullable Duration retryAfter) implements Attempt {}

    /** The connection could not be made or broke. */
    record Broken(boolean sent) implements Attempt {}

    record TimedOut(boolean sent) implements Attempt {}

    record TooLarge() implements Attempt {}

    /** The answer is packed in a way that cannot be undone. */
    record Unreadable() implements Attempt {}

    /**
     * Whether doing it again may help and is safe: the other side says that it did nothing or was too busy, or nothing came
     * back; what it may have done already is repeated only where {@code repeatable} allows it.
     */
    default boolean worthRepeating(boolean repeatable) {
        return switch (this) {
            case Status status -> Statuses.didNothing(status.status()) || repeatable && status.status() >= 500;
            case Broken(boolean sent) -> repeatable || !sent;
            case TimedOut timedOut -> false;
            case TooLarge tooLarge -> false;
            case Unreadable unreadable -> false;
        };
    }

    /** Whether the other side may have done its work although nothing of use came back. */
    default boolean mayHaveActed() {
        return switch (this) {
            case Status status -> !Statuses.didNothing(status.status());
            case Broken(boolean sent) -> sent;
            case TimedOut(boolean sent) -> sent;
            case TooLarge tooLarge -> true;
            case Unreadable unreadable -> true;
        };
    }

    /** Whether the other side is in trouble; an answer that merely refuses the request is a sign of health. */
    default boolean tellsOfTrouble() {
        return switch (this) {
            case Status status -> Statuses.areTransient(status.status());
            case Broken broken -> true;
            case TimedOut timedOut -> true;
            case TooLarge tooLarge -> false;
            case Unreadable unreadable -> false;
        };
    }

    default HttpReply reply(int attempts) {
        return switch (this) {
            case Status(int status, var headers, var body, var retryAfter) ->
                new HttpReply.Answered(status, headers, body, attempts);
            case Broken(boolean sent) ->
                new HttpReply.Unanswered("tool-unreachable", "The tool cannot be reached.", true, sent, attempts);
            case TimedOut(boolean sent) ->
                new HttpReply.Unanswered("tool-timeout", "The tool did not answer in time.", true, sent, attempts);
            case TooLarge tooLarge ->
                new HttpReply.Unanswered("result-too-large", "The tool's answer is too large.", false, true, attempts);
            case Unreadable unreadable ->
                new HttpReply.Unanswered("result-invalid", "The tool's answer cannot be read.", false, true, attempts);
        };
    }
}
