package usher.billing.invoice;

import java.util.Locale;

/** Where an invoice is: a draft has no number; what is issued becomes paid, overdue or void, and never a draft again. */
public enum Status {
    DRAFT,
    ISSUED,
    PAID,
    OVERDUE,
    VOID;

    /** For query parameters; anything else is no value of this kind. */
    public static Status fromString(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
