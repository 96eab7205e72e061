package usher.chat.understanding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Set;

/** Which way a language is written. */
public enum Direction {
    @JsonProperty("ltr")
    LTR,
    @JsonProperty("rtl")
    RTL;

    private static final Set<String> WRITTEN_FROM_THE_RIGHT =
            Set.of("he", "ar", "fa", "ur", "yi", "ps", "sd", "ckb", "dv");

    /** Of a BCP 47 tag. */
    public static Direction of(String language) {
        var primary = language.toLowerCase(Locale.ROOT).split("-", 2)[0];
        return WRITTEN_FROM_THE_RIGHT.contains(primary) ? RTL : LTR;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
