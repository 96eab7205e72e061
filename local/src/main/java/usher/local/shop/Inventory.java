package usher.local.shop;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code check_inventory}: how many of a product are on the shelf, found by the words of its name. */
final class Inventory implements Tool {

    private final ShopStore store;

    Inventory(ShopStore store) {
        this.store = store;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        String asked = call.text("product").orElse("");
        return find(asked).map(Inventory::found).orElseGet(() -> notFound(asked));
    }

    /** The product that shares the most words with what was asked; none when no word fits. */
    private Optional<Product> find(String asked) {
        return store.state().products().stream()
                .filter(product -> sharedWords(product, asked) > 0)
                .reduce((best, next) -> sharedWords(next, asked) > sharedWords(best, asked) ? next : best);
    }

    private static long sharedWords(Product product, String asked) {
        List<String> words = words(product.name());
        return words(asked).stream()
                .filter(word -> words.stream().anyMatch(own -> own.equals(word) || (own + "s").equals(word)))
                .count();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 2)
                .toList();
    }

    private static ToolAnswer found(Product product) {
        return new ToolAnswer.Done(
                Map.of(
                        "product",
                        product.name(),
                        "found",
                        true,
                        "in_stock",
                        product.stock() > 0,
                        "stock",
                        product.stock(),
                        "price",
                        product.price(),
                        "currency",
                        "EUR"),
                sentence(product));
    }

    private static String sentence(Product product) {
        if (product.stock() == 0) {
            return "The " + product.name() + " (" + product.priceText()
                    + ") is sold out; we expect it back in about two weeks.";
        }
        String count = product.stock() < 5 ? "only " + product.stock() + " left" : product.stock() + " in stock";
        return "The " + product.name() + " is available: " + count + ", " + product.priceText() + " each.";
    }

    private ToolAnswer notFound(String asked) {
        List<String> names =
                store.state().products().stream().map(Product::name).toList();
        return new ToolAnswer.Done(
                Map.of("product", asked, "found", false, "we_carry", names),
                "We do not carry “" + asked + "”. On our shelves: " + String.join(", ", names) + ".");
    }
}
