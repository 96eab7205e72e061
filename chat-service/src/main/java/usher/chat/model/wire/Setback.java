package usher.chat.model.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelFailure;

/** A failure that may pass: worth another try while nothing of the answer has been passed on. */
final class Setback extends RuntimeException {
    private final String code;
    private final @Nullable Duration retryAfter;

    /** {@code retryAfter} is what the provider asked to wait; the message is for the logs and holds no content. */
    Setback(String code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    Setback(String code, String message) {
        this(code, message, null, null);
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    /** No more tries. */
    ModelFailure last() {
        return new ModelFailure(code, String.valueOf(getMessage()), this);
    }
}
