package usher.billing.usage;

import java.util.Locale;

/** What usage is summed by beside its metric. */
public enum Dimension {
    MODEL,
    PROVIDER,
    PERSONA,
    TOOL;

    /** For query parameters; anything else is no value of this kind. */
    public static Dimension fromString(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
