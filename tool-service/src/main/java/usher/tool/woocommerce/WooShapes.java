package usher.tool.woocommerce;

import static usher.tool.commerce.Shapes.lower;
import static usher.tool.commerce.Shapes.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.tool.commerce.Shapes.Item;
import usher.tool.commerce.Shapes.Money;
import usher.tool.commerce.Shapes.Order;
import usher.tool.commerce.Shapes.Product;
import usher.tool.commerce.Shapes.Stock;

/** WooCommerce's answers in the words of all shops. */
final class WooShapes {
    private WooShapes() {}

    /** WooCommerce itself knows no shipments; {@code root} is where the shop is. */
    static Order order(JsonNode order, String root) {
        var status = order.path("status").asText();
        return new Order(
                order.path("number").asText(),
                status,
                text(order.path("date_paid_gmt")) == null ? "unpaid" : "paid",
                status.equals("completed") ? "fulfilled" : null,
                utc(order.path("date_created_gmt")),
                status.equals("cancelled") ? utc(order.path("date_modified_gmt")) : null,
                new Money(order.path("total").asText(), text(order.path("currency"))),
                StreamSupport.stream(order.path("line_items").spliterator(), false)
                        .map(WooShapes::item)
                        .limit(20)
                        .toList(),
                List.of(),
                root + "/my-account/view-order/" + order.path("id").asLong() + "/");
    }

    /** {@code currency} is the shop's, which its products do not say. */
    static Product product(JsonNode product, @Nullable String currency) {
        var price = text(product.path("price"));
        return new Product(
                product.path("id").asText(),
                product.path("name").asText(),
                price == null ? null : new Money(price, currency),
                inStock(product),
                quantity(product),
                text(product.path("permalink")));
    }

    static Stock stock(JsonNode product) {
        return new Stock(
                product.path("sku").asText(),
                product.path("name").asText(),
                inStock(product),
                quantity(product),
                text(product.path("permalink")));
    }

    private static Item item(JsonNode line) {
        return new Item(
                line.path("name").asText(),
                text(line.path("sku")),
                line.path("quantity").asInt(0));
    }

    private static boolean inStock(JsonNode product) {
        return !"outofstock".equals(lower(product.path("stock_status")));
    }

    private static @Nullable Integer quantity(JsonNode product) {
        var quantity = product.path("stock_quantity");
        return quantity.isNumber() ? quantity.asInt() : null;
    }

    /** Times that end in {@code _gmt} are UTC and do not say so. */
    private static @Nullable String utc(JsonNode time) {
        var text = text(time);
        return text == null ? null : text + "Z";
    }
}
