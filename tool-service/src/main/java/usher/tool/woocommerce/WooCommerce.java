package usher.tool.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import usher.tool.commerce.Asked;
import usher.tool.commerce.Shapes;
import usher.tool.commerce.ShopFailures;
import usher.tool.commerce.ShopOperation;
import usher.tool.commerce.ShopSettings;
import usher.tool.commerce.ShopSettings.Rules;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.integration.ApiAnswers;
import usher.tool.integration.Connector;
import usher.tool.integration.Deadline;
import usher.tool.integration.Health;
import usher.tool.integration.Health.Working;
import usher.tool.integration.IntegrationKind;
import usher.tool.integration.Link;
import usher.tool.integration.Objection;
import usher.tool.integration.OfferedOperation;
import usher.tool.integration.Operation;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Reply;

/** The connector for shops on WooCommerce. */
@ApplicationScoped
class WooCommerce implements Connector {
    private static final Duration TEST = Duration.ofSeconds(8);
    private static final int NOT_FOUND = 404;
    private static final String V3 = "/wc/v3";
    private static final String ORDER_FIELDS =
            "id,number,status,currency,total,customer_id,billing,date_created_gmt,date_modified_gmt,date_paid_gmt,line_items";
    private static final String PRODUCT_FIELDS = "id,name,permalink,sku,price,stock_status,stock_quantity";
    private static final Rules RULES = new Rules(
            WooApi.URL, Map.of(WooApi.CURRENCY, Pattern.compile("[A-Z]{3}")), Set.of(WooApi.KEY, WooApi.SECRET));

    private final WooApi api;
    private final ShopSettings settings;

    WooCommerce(WooApi api, ShopSettings settings) {
        this.api = api;
        this.settings = settings;
    }

    @Override
    public IntegrationKind kind() {
        return IntegrationKind.WOOCOMMERCE;
    }

    @Override
    public List<Objection> judge(ObjectNode settings, Set<String> credentials) {
        return this.settings.judge(RULES, settings, credentials);
    }

    @Override
    public List<Objection> judge(ObjectNode settings, ObjectNode definition, ObjectNode parameters) {
        return ShopOperation.judge(definition, parameters);
    }

    /** The index tells anybody the shop's name; its currency takes the credentials. */
    @Override
    public Uni<Health> test(Link link) {
        var deadline = Deadline.in(TEST);
        return api.get(link, V3 + "/data/currencies/current", Map.of(), deadline)
                .chain(currency -> currency instanceof Answered answered && answered.ok()
                        ? api.get(link, "/", Map.of("_fields", "name"), deadline)
                                .map(index -> working(answered, index))
                        : Uni.createFrom().item(ApiAnswers.failing(currency)));
    }

    @Override
    public Uni<List<OfferedOperation>> offers(Link link) {
        return Uni.createFrom().item(ShopOperation.offers());
    }

    @Override
    public Uni<Reply> call(Link link, Operation operation, Call call) {
        var asked = new Asked(call.arguments());
        var deadline = Deadline.in(call.timeout());
        return switch (ShopOperation.of(operation.definition())) {
            case GET_ORDER -> order(link, asked, deadline);
            case FIND_PRODUCTS -> products(link, asked, deadline);
            case GET_STOCK -> stock(link, asked, deadline);
        };
    }

    private static Health working(Answered currency, HttpReply index) {
        var code = ApiAnswers.json(currency.body()).path("code").asText();
        var name = index instanceof Answered answered && answered.ok()
                ? ApiAnswers.json(answered.body()).path("name").asText("")
                : "";
        return new Working(name.isEmpty() ? code : name + ", " + code);
    }

    /** A number is the order's id, unless the shop gives numbers of its own: then the order is searched for. */
    private Uni<Reply> order(Link link, Asked asked, Deadline deadline) {
        var number = asked.orderNumber();
        if (number.isEmpty() || !asked.namesACustomer()) {
            return Uni.createFrom()
                    .item(ShopFailures.invalid("An order is looked up by its number and the customer's e-mail or id."));
        }
        if (!number.matches("\\d{1,18}")) {
            return search(link, asked, deadline);
        }
        return api.get(link, V3 + "/orders/" + number, Map.of("_fields", ORDER_FIELDS), deadline)
                .chain(reply -> {
                    if (reply instanceof Answered answered && answered.ok()) {
                        var order = ApiAnswers.json(answered.body());
                        return order.path("number").asText().equals(number)
                                ? Uni.createFrom().item(told(link, asked, Stream.of(order), answered))
                                : search(link, asked, deadline);
                    }
                    return reply instanceof Answered answered && answered.status() == NOT_FOUND
                            ? search(link, asked, deadline)
                            : Uni.createFrom().item(ApiAnswers.failed(reply));
                });
    }

    private Uni<Reply> search(Link link, Asked asked, Deadline deadline) {
        var query = Map.of("search", asked.orderNumber(), "per_page", "10", "_fields", ORDER_FIELDS);
        return api.get(link, V3 + "/orders", query, deadline)
                .map(reply -> read(reply, answered -> told(link, asked, elements(answered), answered)));
    }

    private static Reply told(Link link, Asked asked, Stream<JsonNode> orders, Answered answered) {
        return orders.filter(order -> order.path("number").asText().equalsIgnoreCase(asked.orderNumber()))
                .filter(order -> asked.isOf(
                        order.path("billing").path("email").asText(null),
                        customer(order.path("customer_id").asText())))
                .findFirst()
                .map(order -> done(Shapes.order(WooShapes.order(order, WooApi.root(link))), answered))
                .orElseGet(() -> ShopFailures.noSuchOrder(answered.attempts(), answered.status()));
    }

    /** Guests have the id 0, all of them. */
    private static String customer(String id) {
        return id.equals("0") ? "" : id;
    }

    private Uni<Reply> products(Link link, Asked asked, Deadline deadline) {
        if (asked.words().isEmpty()) {
            return Uni.createFrom().item(ShopFailures.invalid("Say in words what to look for."));
        }
        var query = Map.of(
                "search",
                asked.words(),
                "per_page",
                Integer.toString(asked.limit()),
                "status",
                "publish",
                "_fields",
                PRODUCT_FIELDS);
        var currency = Shapes.text(link.settings().path(WooApi.CURRENCY));
        return api.get(link, V3 + "/products", query, deadline)
                .map(reply -> read(
                        reply,
                        answered -> done(
                                Shapes.products(elements(answered)
                                        .limit(asked.limit())
                                        .map(product -> WooShapes.product(product, currency))
                                        .toList()),
                                answered)));
    }

    private Uni<Reply> stock(Link link, Asked asked, Deadline deadline) {
        var sku = asked.sku();
        if (sku.isEmpty()) {
            return Uni.createFrom().item(ShopFailures.invalid("Stock is looked up by a SKU."));
        }
        var query = Map.of("sku", sku, "per_page", "10", "_fields", PRODUCT_FIELDS);
        return api.get(link, V3 + "/products", query, deadline)
                .map(reply -> read(
                        reply,
                        answered -> done(
                                Shapes.stock(elements(answered)
                                        .filter(product ->
                                                product.path("sku").asText().equalsIgnoreCase(sku))
                                        .map(WooShapes::stock)
                                        .toList()),
                                answered)));
    }

    private static Reply read(HttpReply reply, Function<Answered, Reply> read) {
        if (!(reply instanceof Answered answered) || !answered.ok()) {
            return ApiAnswers.failed(reply);
        }
        return ApiAnswers.json(answered.body()).isArray()
                ? read.apply(answered)
                : new Reply(ApiAnswers.unreadable(), answered.attempts(), answered.status());
    }

    private static Stream<JsonNode> elements(Answered answered) {
        return StreamSupport.stream(ApiAnswers.json(answered.body()).spliterator(), false);
    }

    private static Reply done(JsonNode result, Answered answered) {
        return new Reply(new Succeeded(result, null), answered.attempts(), answered.status());
    }
}
