package usher.tool.shopify;

import static usher.tool.commerce.Shapes.lower;
import static usher.tool.commerce.Shapes.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import usher.tool.commerce.Shapes.Item;
import usher.tool.commerce.Shapes.Money;
import usher.tool.commerce.Shapes.Order;
import usher.tool.commerce.Shapes.Product;
import usher.tool.commerce.Shapes.Shipment;
import usher.tool.commerce.Shapes.Stock;

/** Shopify's answers in the words of all shops. */
final class ShopifyShapes {
    private ShopifyShapes() {}

    static Order order(JsonNode order) {
        return new Order(
                order.path("name").asText(),
                text(order.path("cancelledAt")) == null ? "open" : "cancelled",
                lower(order.path("displayFinancialStatus")),
                lower(order.path("displayFulfillmentStatus")),
                text(order.path("createdAt")),
                text(order.path("cancelledAt")),
                money(order.path("totalPriceSet").path("shopMoney")),
                nodes(order.path("lineItems")).map(ShopifyShapes::item).toList(),
                stream(order.path("fulfillments"))
                        .flatMap(ShopifyShapes::shipments)
                        .toList(),
                text(order.path("statusPageUrl")));
    }

    static Product product(JsonNode product) {
        boolean counted = product.path("tracksInventory").asBoolean(false);
        int quantity = product.path("totalInventory").asInt(0);
        return new Product(
                product.path("legacyResourceId").asText(),
                product.path("title").asText(),
                money(product.path("priceRangeV2").path("minVariantPrice")),
                !counted || quantity > 0,
                counted ? quantity : null,
                text(product.path("onlineStoreUrl")));
    }

    static Stock stock(JsonNode variant) {
        var product = variant.path("product");
        boolean counted = variant.path("inventoryItem").path("tracked").asBoolean(false);
        return new Stock(
                variant.path("sku").asText(),
                name(product.path("title").asText(), variant.path("title")),
                variant.path("availableForSale").asBoolean(false),
                counted ? variant.path("inventoryQuantity").asInt(0) : null,
                text(product.path("onlineStoreUrl")));
    }

    static Stream<JsonNode> nodes(JsonNode connection) {
        return stream(connection.path("nodes"));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Item item(JsonNode line) {
        return new Item(
                name(line.path("title").asText(), line.path("variantTitle")),
                text(line.path("sku")),
                line.path("quantity").asInt(0));
    }

    private static Stream<Shipment> shipments(JsonNode fulfillment) {
        var status = lower(fulfillment.path("displayStatus"));
        var tracked = stream(fulfillment.path("trackingInfo"))
                .map(tracking -> new Shipment(
                        status,
                        text(tracking.path("company")),
                        text(tracking.path("number")),
                        text(tracking.path("url"))))
                .toList();
        return (tracked.isEmpty() ? List.of(new Shipment(status, null, null, null)) : tracked).stream();
    }

    /** A product without variants has one, called Default Title. */
    private static String name(String title, JsonNode variant) {
        var variantTitle = text(variant);
        return variantTitle == null || variantTitle.equals("Default Title") ? title : title + ", " + variantTitle;
    }

    private static Money money(JsonNode money) {
        return new Money(money.path("amount").asText(), text(money.path("currencyCode")));
    }
}
