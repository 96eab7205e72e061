package usher.tool.stock.level;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much there is of an article. */
public enum Level {
    /** Nobody has looked yet. */
    UNKNOWN,
    IN_STOCK,
    /** As much as the threshold, or less. */
    LOW,
    OUT;

    public static Level fromString(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The level of a shelf. Who was low is in stock again only with a tenth of the threshold more than it, one at least: what
     * goes up and down by one around the threshold stays low.
     */
    public static Level of(Shelf shelf, int lowAt, Level before) {
        if (shelf.isEmpty()) {
            return OUT;
        }
        var quantity = shelf.quantity();
        if (quantity == null || lowAt == 0) {
            return IN_STOCK;
        }
        long enough = before == LOW ? lowAt + Math.max(1, lowAt / 10) : lowAt;
        return quantity <= enough ? LOW : IN_STOCK;
    }
}
