package usher.tool.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The worst a tool can do: look, change something, or spend money. */
public enum Risk {
    @JsonProperty("read")
    READ,
    @JsonProperty("write")
    WRITE,
    @JsonProperty("money")
    MONEY;

    /** The risk of an operation, which is one of these words. */
    public static Risk of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
