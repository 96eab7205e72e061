package usher.tool.shopify;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.commerce.Faults;

/**
 * A shop as the Admin API of Shopify shows it: one address, an access token in a header, queries in GraphQL that are answered
 * with what they select, errors beside data, and the cost of a query in the extensions. See shopify.dev, "GraphQL Admin API".
 */
public final class ShopifyShop implements AutoCloseable {
    public static final String TOKEN = "shpat_0123456789abcdef0123456789abcdef";
    static final String PATH = "/admin/api/2026-07/graphql.json";
    private static final Pattern OPERATION = Pattern.compile("query (\\w+)");
    private static final Pattern NAME = Pattern.compile("name:\"([^\"]*)\"");
    private static final Pattern SKU = Pattern.compile("sku:\"([^\"]*)\" AND product_status:active");

    final Faults faults = new Faults();
    private final ToolServer server = new ToolServer();
    private final List<JsonObject> orders = new CopyOnWriteArrayList<>();
    private final List<JsonObject> products = new CopyOnWriteArrayList<>();
    private final List<JsonObject> variants = new CopyOnWriteArrayList<>();

    public ShopifyShop() {
        server.answer(PATH, (request, number) -> {
            if (!faults.meet(request)) {
                answer(request, server.received(PATH).get(number - 1).json());
            }
        });
    }

    /** Connected as a tenant would; returns the integration's id. */
    public String connect(TenantId tenant) {
        return connect(tenant, TOKEN);
    }

    String connect(TenantId tenant, String token) {
        return Systems.connect(
                tenant,
                Systems.integration(
                        "shopify",
                        new JsonObject().put("shop", server.url("")),
                        new JsonObject().put("access_token", token)));
    }

    public List<ToolServer.Received> asked() {
        return server.received(PATH);
    }

    /** The next query is one too many: there are so many points left of the so many that it costs. */
    void throttle(int cost, int left, double restoredASecond) {
        var throttle = new JsonObject()
                .put("maximumAvailable", 2000.0)
                .put("currentlyAvailable", left)
                .put("restoreRate", restoredASecond);
        var error = new JsonObject()
                .put("message", "Throttled")
                .put("extensions", new JsonObject().put("code", "THROTTLED"));
        faults.next(
                200,
                new JsonObject()
                        .put("errors", new JsonArray().add(error))
                        .put(
                                "extensions",
                                new JsonObject()
                                        .put(
                                                "cost",
                                                new JsonObject()
                                                        .put("requestedQueryCost", cost)
                                                        .putNull("actualQueryCost")
                                                        .put("throttleStatus", throttle)))
                        .encode());
    }

    JsonObject order(String name, @Nullable String email, int customer) {
        var order = new JsonObject("""
                {"id": "gid://shopify/Order/5001", "createdAt": "2026-11-20T10:00:00Z", "cancelledAt": null,
                 "displayFinancialStatus": "PAID", "displayFulfillmentStatus": "PARTIALLY_FULFILLED",
                 "statusPageUrl": "https://shop.example/orders/status", "note": "Leave it at the door",
                 "totalPriceSet": {"shopMoney": {"amount": "59.90", "currencyCode": "EUR"}},
                 "lineItems": {"nodes": [
                    {"title": "Mug", "variantTitle": "Blue", "sku": "MUG-B", "quantity": 2},
                    {"title": "Gift card", "variantTitle": null, "sku": null, "quantity": 1}]},
                 "fulfillments": [
                    {"displayStatus": "IN_TRANSIT",
                     "trackingInfo": [{"company": "DHL", "number": "00340", "url": "https://dhl.example/00340"}]},
                    {"displayStatus": "LABEL_PRINTED", "trackingInfo": []}]}
                """);
        order.put("name", name).put("email", email);
        order.put(
                "customer",
                new JsonObject()
                        .put("id", "gid://shopify/Customer/" + customer)
                        .put("legacyResourceId", Integer.toString(customer)));
        orders.add(order);
        return order;
    }

    public JsonObject product(String title, String status, int left) {
        var product = new JsonObject()
                .put("legacyResourceId", "8001")
                .put("title", title)
                .put("status", status)
                .put("onlineStoreUrl", "https://shop.example/products/it")
                .put("tracksInventory", true)
                .put("totalInventory", left)
                .put("priceRangeV2", new JsonObject("""
                        {"minVariantPrice": {"amount": "12.5", "currencyCode": "EUR"}}"""));
        products.add(product);
        return product;
    }

    /** A variant of that product, with so many left. */
    public JsonObject variant(JsonObject product, String sku, String title, int left) {
        var variant = new JsonObject()
                .put("sku", sku)
                .put("title", title)
                .put("availableForSale", left > 0)
                .put("inventoryQuantity", left)
                .put("inventoryItem", new JsonObject().put("tracked", true))
                .put("product", product);
        variants.add(variant);
        return variant;
    }

    private void answer(HttpServerRequest request, JsonObject asked) {
        if (!TOKEN.equals(request.getHeader("X-Shopify-Access-Token"))) {
            request.response().setStatusCode(401).end("""
                    {"errors": "[API] Invalid API key or access token (unrecognized login or wrong password)"}""");
            return;
        }
        var query = asked.getString("query");
        var body = new JsonObject();
        try {
            body.put("data", Selection.of(query).from(data(query, asked.getJsonObject("variables"))));
        } catch (IllegalArgumentException unknown) {
            body.put("errors", new JsonArray().add(new JsonObject().put("message", unknown.getMessage())));
        }
        body.put("extensions", new JsonObject("""
                {"cost": {"requestedQueryCost": 12, "actualQueryCost": 4, "throttleStatus":
                    {"maximumAvailable": 2000.0, "currentlyAvailable": 1996, "restoreRate": 100.0}}}"""));
        request.response().putHeader("content-type", "application/json").end(body.encode());
    }

    private JsonObject data(String query, JsonObject variables) {
        var search = variables.getString("query", "");
        return switch (first(OPERATION, query)) {
            case "UsherShop" -> new JsonObject("""
                        {"shop": {"name": "Mugs & More", "currencyCode": "EUR", "plan": {"displayName": "Basic"}}}""");
            case "UsherOrder" -> {
                var name = first(NAME, search);
                yield nodes("orders", orders, 5, order -> bare(order).startsWith(name));
            }
            case "UsherProducts" -> {
                var words = search.replace(" AND status:active", "").split(" ");
                yield nodes(
                        "products",
                        products,
                        variables.getInteger("first"),
                        product -> product.getString("status").equals("ACTIVE")
                                && List.of(words).stream()
                                        .allMatch(word -> product.getString("title")
                                                .toLowerCase(java.util.Locale.ROOT)
                                                .contains(word)));
            }
            case "UsherStock" -> {
                var sku = first(SKU, search);
                yield nodes(
                        "productVariants",
                        variants,
                        10,
                        variant -> variant.getString("sku").startsWith(sku)
                                && variant.getJsonObject("product")
                                        .getString("status")
                                        .equals("ACTIVE"));
            }
            default -> throw new IllegalArgumentException("Unknown operation");
        };
    }

    private static JsonObject nodes(String name, List<JsonObject> all, int first, Predicate<JsonObject> filter) {
        var nodes = all.stream().filter(filter).limit(first).toList();
        return new JsonObject(Map.of(name, new JsonObject().put("nodes", new JsonArray(nodes))));
    }

    private static String bare(JsonObject order) {
        return order.getString("name").replace("#", "");
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("Not understood: " + text);
        }
        return found.group(1);
    }

    @Override
    public void close() {
        server.close();
    }
}
