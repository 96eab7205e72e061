package usher.billing.payment;

import org.jspecify.annotations.Nullable;

/** A provider did not do what was asked. {@code declined}: it said no, and asking again changes nothing; otherwise what it did is not known. */
public final class ProviderFault extends RuntimeException {
    private final boolean declined;
    private final String code;

    public ProviderFault(boolean declined, String code, @Nullable Throwable cause) {
        super("A payment provider failed: " + code, cause);
        this.declined = declined;
        this.code = code;
    }

    public boolean declined() {
        return declined;
    }

    public String code() {
        return code;
    }
}
