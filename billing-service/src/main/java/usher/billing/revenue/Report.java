package usher.billing.revenue;

import java.util.Locale;

/** What can be taken along as CSV. */
public enum Report {
    MOVEMENTS,
    COLLECTIONS,
    RECEIVABLES,
    PLANS,
    TENANTS;

    /** For query parameters; anything else is no value of this kind. */
    public static Report fromString(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
