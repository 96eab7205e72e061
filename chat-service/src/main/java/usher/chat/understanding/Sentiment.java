package usher.chat.understanding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a message feels about its subject. */
public enum Sentiment {
    @JsonProperty("positive")
    POSITIVE,
    @JsonProperty("neutral")
    NEUTRAL,
    @JsonProperty("negative")
    NEGATIVE;

    private static final double NOTICEABLE = 0.2;

    static Sentiment of(double score) {
        if (score >= NOTICEABLE) {
            return POSITIVE;
        }
        return score <= -NOTICEABLE ? NEGATIVE : NEUTRAL;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
