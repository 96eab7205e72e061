package usher.billing.purchase.offer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How much of the assistant a visitor gets, the least first; who bought nothing has the first one. */
public enum Tier {
    @JsonProperty("lightweight")
    LIGHTWEIGHT,
    @JsonProperty("full")
    FULL,
    @JsonProperty("premium")
    PREMIUM;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Tier of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
