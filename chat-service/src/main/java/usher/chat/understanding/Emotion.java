package usher.chat.understanding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What somebody who writes seems to feel. */
public enum Emotion {
    @JsonProperty("joy")
    JOY,
    @JsonProperty("anger")
    ANGER,
    @JsonProperty("sadness")
    SADNESS,
    @JsonProperty("fear")
    FEAR,
    @JsonProperty("confusion")
    CONFUSION,
    @JsonProperty("neutral")
    NEUTRAL;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
