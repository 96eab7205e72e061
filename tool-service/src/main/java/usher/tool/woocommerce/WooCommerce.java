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
import usher.tool.integration.connector.ApiAnswers;
import usher.tool.integration.connector.Connector;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Health;
import usher.tool.integration.connector.Health.Working;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Objection;
import usher.tool.integration.connector.OfferedOperation;
import usher.tool.integration.connector.Operation;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Rehearsal;
import usher.tool.target.Reply;
import usher.tool.woocommerce.WooCommerce.Plan.Ask;
import usher.tool.woocommerce.WooCommerce.Plan.Refuse;

/** The connector for shops on WooCommerce. */
@ApplicationScoped
class WooCommerce implements Connector {
    private static final Duration TEST = Duration.ofSeconds(8);
    private static final int NOT_FOUND = 404;
    /** Carts and what was thrown away. */
    private static final Set<String> UNPLACED = Set.of("auto-draft", "checkout-draft", "trash");

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
                        : Uni.createFrom().item(ShopFailures.failing(ShopFailures.failed(currency))));
    }

    @Override
    public Uni<List<OfferedOperation>> offers(Link link) {
        return Uni.createFrom().item(ShopOperation.offers());
    }

    /** What a shop is asked first for an operation, or why it is not asked. */
    sealed interface Plan {
        record Ask(String path, Map<String, String> query) implements Plan {}

        record Refuse(String sentence) implements Plan {}
    }

    @Override
    public Uni<Reply> call(Link link, Operation operation, Call call) {
        var asked = new Asked(call.arguments());
        var kind = ShopOperation.of(operation.definition());
        var deadline = Deadline.in(call.timeout());
        return switch (plan(kind, asked)) {
            case Refuse(var sentence) -> Uni.createFrom().item(ShopFailures.invalid(sentence));
            case Ask(var path, var query) ->
                api.get(link, path, query, deadline).chain(reply -> switch (kind) {
                    case GET_ORDER -> order(link, asked, reply, deadline);
                    case FIND_PRODUCTS -> Uni.createFrom().item(products(link, asked, reply));
                    case GET_STOCK -> Uni.createFrom().item(stock(asked, reply));
                });
        };
    }

    @Override
    public Rehearsal rehearse(Link link, Operation operation, Call call) {
        return switch (plan(ShopOperation.of(operation.definition()), new Asked(call.arguments()))) {
            case Refuse(var sentence) -> ShopFailures.refuses(sentence);
            case Ask(var path, var query) -> new Rehearsal.Sends(WooApi.preview(link, path, query));
        };
    }

    /** An order's number is its id, unless the shop gives numbers of its own: then the order is searched for. */
    private static Plan plan(ShopOperation operation, Asked asked) {
        return switch (operation) {
            case GET_ORDER -> {
                var number = asked.orderNumber();
                if (number.isEmpty() || !asked.namesACustomer()) {
                    yield new Refuse(ShopFailures.ORDER_INCOMPLETE);
                }
                yield isId(number) ? new Ask(V3 + "/orders/" + number, Map.of("_fields", ORDER_FIELDS)) : search(asked);
            }
            case FIND_PRODUCTS ->
                asked.words().isEmpty()
                        ? new Refuse(ShopFailures.NO_WORDS)
                        : published("search", asked.words(), asked.limit());
            case GET_STOCK ->
                asked.sku().isEmpty() ? new Refuse(ShopFailures.NO_SKU) : published("sku", asked.sku(), 10);
        };
    }

    private static boolean isId(String number) {
        return number.matches("\\d{1,18}");
    }

    private static Ask search(Asked asked) {
        return new Ask(
                V3 + "/orders", Map.of("search", asked.orderNumber(), "per_page", "10", "_fields", ORDER_FIELDS));
    }

    private static Ask published(String by, String value, int most) {
        return new Ask(
                V3 + "/products",
                Map.of(by, value, "per_page", Integer.toString(most), "status", "publish", "_fields", PRODUCT_FIELDS));
    }

    private static Health working(Answered currency, HttpReply index) {
        var code = Shapes.text(ApiAnswers.json(currency.body()).path("code"));
        if (code == null) {
            return ShopFailures.unreadable();
        }
        var name = index instanceof Answered answered && answered.ok()
                ? ApiAnswers.json(answered.body()).path("name").asText("")
                : "";
        return new Working(name.isEmpty() ? code : name + ", " + code);
    }

    /** The answer to the first question: an order, none with this id, or the orders that a search has found. */
    private Uni<Reply> order(Link link, Asked asked, HttpReply first, Deadline deadline) {
        if (!isId(asked.orderNumber())) {
            return Uni.createFrom().item(found(link, asked, first));
        }
        if (first instanceof Answered answered && answered.ok()) {
            var order = ApiAnswers.json(answered.body());
            if (order.path("number").asText().equals(asked.orderNumber())) {
                return Uni.createFrom().item(told(link, asked, Stream.of(order), answered));
            }
        } else if (!(first instanceof Answered answered) || answered.status() != NOT_FOUND) {
            return Uni.createFrom().item(ShopFailures.failed(first));
        }
        var search = search(asked);
        return api.get(link, search.path(), search.query(), deadline).map(reply -> found(link, asked, reply));
    }

    private static Reply found(Link link, Asked asked, HttpReply reply) {
        return read(reply, answered -> told(link, asked, elements(answered), answered));
    }

    private static Reply told(Link link, Asked asked, Stream<JsonNode> orders, Answered answered) {
        return orders.filter(order -> !UNPLACED.contains(order.path("status").asText()))
                .filter(order -> order.path("number").asText().equalsIgnoreCase(asked.orderNumber()))
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

    private static Reply products(Link link, Asked asked, HttpReply reply) {
        var currency = Shapes.text(link.settings().path(WooApi.CURRENCY));
        return read(
                reply,
                answered -> done(
                        Shapes.products(elements(answered)
                                .limit(asked.limit())
                                .map(product -> WooShapes.product(product, currency))
                                .toList()),
                        answered));
    }

    private static Reply stock(Asked asked, HttpReply reply) {
        return read(
                reply,
                answered -> done(
                        Shapes.stock(elements(answered)
                                .filter(product -> product.path("sku").asText().equalsIgnoreCase(asked.sku()))
                                .map(WooShapes::stock)
                                .toList()),
                        answered));
    }

    private static Reply read(HttpReply reply, Function<Answered, Reply> read) {
        if (!(reply instanceof Answered answered) || !answered.ok()) {
            return ShopFailures.failed(reply);
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
