package usher.tool.stock.level;

import org.jspecify.annotations.Nullable;

/** What was found of an article; {@code quantity} is absent where nobody counts. */
public record Shelf(boolean inStock, @Nullable Long quantity) {
    public static Shelf of(long quantity) {
        return new Shelf(quantity > 0, quantity);
    }

    boolean isEmpty() {
        return !inStock || (quantity != null && quantity <= 0);
    }
}
