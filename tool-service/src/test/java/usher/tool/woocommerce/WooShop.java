package usher.tool.woocommerce;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.commerce.Faults;

/**
 * A shop as the REST API of WooCommerce shows it: below {@code /wp-json/wc/v3}, entered with a consumer key and secret, lists
 * with their totals in headers, of each thing the fields that are asked for, errors with a code and a status.
 */
public final class WooShop implements AutoCloseable {
    static final String KEY = "ck_0123456789abcdef";
    static final String SECRET = "cs_fedcba9876543210";
    private static final String ROOT = "/wp-json";
    private static final String V3 = ROOT + "/wc/v3";
    private static final String WELCOME =
            "Basic " + Base64.getEncoder().encodeToString((KEY + ':' + SECRET).getBytes(StandardCharsets.UTF_8));

    final Faults faults = new Faults();
    private final ToolServer server = new ToolServer();
    private final List<JsonObject> orders = new CopyOnWriteArrayList<>();
    private final List<JsonObject> products = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public WooShop() {
        server.otherwise((request, number) -> {
            asked.add(request.uri());
            if (!faults.meet(request)) {
                answer(request);
            }
        });
    }

    /** Connected as a tenant would; returns the integration's id. */
    public String connect(TenantId tenant) {
        return connect(tenant, SECRET);
    }

    String connect(TenantId tenant, String secret) {
        return Systems.connect(
                tenant,
                Systems.integration(
                        "woocommerce",
                        new JsonObject().put("url", server.url("/")).put("currency", "EUR"),
                        new JsonObject().put("consumer_key", KEY).put("consumer_secret", secret)));
    }

    /** What was asked for, path and query. */
    public List<String> asked() {
        return asked;
    }

    JsonObject order(int id, String number, @Nullable String email, int customer) {
        var order = new JsonObject("""
                {"status": "processing", "currency": "EUR", "total": "59.90", "date_created_gmt": "2026-11-20T10:00:00",
                 "date_modified_gmt": "2026-11-21T10:00:00", "date_paid_gmt": "2026-11-20T10:01:00",
                 "customer_note": "Leave it at the door", "payment_method": "stripe", "meta_data": [],
                 "line_items": [
                    {"id": 1, "name": "Mug - Blue", "sku": "MUG-B", "quantity": 2, "meta_data": []},
                    {"id": 2, "name": "Gift card", "sku": null, "quantity": 1, "meta_data": []}]}
                """);
        order.put("id", id).put("number", number).put("customer_id", customer);
        order.put("billing", new JsonObject().put("first_name", "Anna").put("email", email));
        orders.add(order);
        return order;
    }

    /** {@code left} is null where the shop does not count. */
    public JsonObject product(String name, String sku, @Nullable Integer left) {
        var product = new JsonObject()
                .put("id", 800 + products.size())
                .put("name", name)
                .put("sku", sku)
                .put("status", "publish")
                .put("permalink", "https://shop.example/product/it/")
                .put("price", "12.5")
                .put("manage_stock", left != null)
                .put("stock_quantity", left)
                .put("stock_status", left == null || left > 0 ? "instock" : "outofstock");
        products.add(product);
        return product;
    }

    private void answer(HttpServerRequest request) {
        var path = request.path();
        if (path.equals(ROOT + "/")) {
            send(
                    request,
                    200,
                    select(request, new JsonObject().put("name", "Mugs & More").put("routes", "…")));
        } else if (!WELCOME.equals(request.getHeader("authorization"))) {
            refuse(request, 401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
        } else if (path.equals(V3 + "/data/currencies/current")) {
            send(request, 200, new JsonObject().put("code", "EUR").put("name", "Euro"));
        } else if (path.equals(V3 + "/orders")) {
            list(request, orders.stream().filter(order -> order.encode().contains(request.getParam("search"))));
        } else if (path.startsWith(V3 + "/orders/")) {
            orders.stream()
                    .filter(order -> path.endsWith("/orders/" + order.getInteger("id")))
                    .findFirst()
                    .ifPresentOrElse(
                            order -> send(request, 200, select(request, order)),
                            () -> refuse(request, 404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID."));
        } else if (path.equals(V3 + "/products")) {
            list(request, products.stream().filter(product -> isWanted(request, product)));
        } else {
            refuse(request, 404, "rest_no_route", "No route was found matching the URL and request method.");
        }
    }

    /** A search goes by the words of a name, a SKU by the whole of it. */
    private static boolean isWanted(HttpServerRequest request, JsonObject product) {
        var status = request.getParam("status", "any");
        var sku = request.getParam("sku");
        var name = product.getString("name").toLowerCase(Locale.ROOT);
        return (status.equals("any") || status.equals(product.getString("status")))
                && (sku == null || sku.equalsIgnoreCase(product.getString("sku")))
                && Stream.of(request.getParam("search", "").split(" ")).allMatch(name::contains);
    }

    private static void list(HttpServerRequest request, Stream<JsonObject> found) {
        var all = found.toList();
        int page = Integer.parseInt(request.getParam("per_page", "10"));
        request.response()
                .putHeader("X-WP-Total", Integer.toString(all.size()))
                .putHeader("X-WP-TotalPages", Integer.toString((all.size() + page - 1) / page));
        var shown = new JsonArray();
        all.stream().limit(page).forEach(each -> shown.add(select(request, each)));
        request.response().putHeader("content-type", "application/json").end(shown.encode());
    }

    private static JsonObject select(HttpServerRequest request, JsonObject whole) {
        var fields = request.getParam("_fields");
        var selected = new JsonObject();
        whole.forEach(member -> {
            if (fields == null || List.of(fields.split(",")).contains(member.getKey())) {
                selected.put(member.getKey(), member.getValue());
            }
        });
        return selected;
    }

    private static void refuse(HttpServerRequest request, int status, String code, String message) {
        send(
                request,
                status,
                new JsonObject()
                        .put("code", code)
                        .put("message", message)
                        .put("data", new JsonObject().put("status", status)));
    }

    private static void send(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }

    @Override
    public void close() {
        server.close();
    }
}
