package usher.e2e.standin.dialect;

import org.jspecify.annotations.Nullable;
import usher.e2e.standin.Step;

/** The provider refuses a request by itself, before any script. */
public final class Refused extends RuntimeException {
    private final Step.Fail failure;

    Refused(int status, @Nullable String code, String message) {
        super(message, null, false, false);
        this.failure = new Step.Fail(status, "invalid_request_error", code, message, null);
    }

    public Step.Fail failure() {
        return failure;
    }
}
