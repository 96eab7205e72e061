package usher.billing.remote;

import org.jspecify.annotations.Nullable;

/** Nothing useful was answered; whether what was asked was done is not known. */
public final class Away extends RuntimeException {
    Away(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
