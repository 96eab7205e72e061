package usher.tool.commerce;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shop's answer becomes: small, the same for every kind of shop, amounts as decimal text as shops give them. */
public final class Shapes {
    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private Shapes() {}

    public record Money(String amount, @Nullable String currency) {}

    public record Item(String name, @Nullable String sku, int quantity) {}

    public record Shipment(
            @Nullable String status,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String trackingUrl) {}

    /** Statuses are the shop's own words in lower case; times are RFC 3339 in UTC; {@code url} is the customer's page of it. */
    public record Order(
            String number,
            @Nullable String status,
            @Nullable String paymentStatus,
            @Nullable String fulfillmentStatus,
            @Nullable String placedAt,
            @Nullable String cancelledAt,
            Money total,
            List<Item> items,
            List<Shipment> shipments,
            @Nullable String url) {}

    /** {@code quantity} is absent where a shop does not count; a price from when articles of the product differ in price. */
    public record Product(
            String id,
            String name,
            @Nullable Money price,
            @Nullable Boolean inStock,
            @Nullable Integer quantity,
            @Nullable String url) {}

    public record Stock(
            String sku,
            String name,
            boolean inStock,
            @Nullable Integer quantity,
            @Nullable String url) {}

    public static ObjectNode order(Order order) {
        return JSON.valueToTree(order);
    }

    public static ObjectNode products(List<Product> products) {
        return list("products", products);
    }

    public static ObjectNode stock(List<Stock> stock) {
        return list("stock", stock);
    }

    /** Absent for what a shop leaves empty. */
    public static @Nullable String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() && !node.asText().isBlank() ? node.asText() : null;
    }

    public static @Nullable String lower(JsonNode node) {
        var text = text(node);
        return text == null ? null : text.toLowerCase(java.util.Locale.ROOT);
    }

    private static ObjectNode list(String name, List<?> elements) {
        var object = JSON.createObjectNode();
        object.set(name, JSON.valueToTree(elements));
        return object;
    }
}
