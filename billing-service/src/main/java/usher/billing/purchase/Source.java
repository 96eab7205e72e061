package usher.billing.purchase;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who says what becomes of a subscription. */
enum Source {
    @JsonProperty("google_play")
    GOOGLE_PLAY,
    /** The tenant, who was paid by other means. */
    @JsonProperty("grant")
    GRANT;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Source of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
