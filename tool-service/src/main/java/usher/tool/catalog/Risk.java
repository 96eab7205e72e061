package usher.tool.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The worst a tool can do: look, change something, or spend money. */
enum Risk {
    @JsonProperty("read")
    READ,
    @JsonProperty("write")
    WRITE,
    @JsonProperty("money")
    MONEY;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
