package usher.tool.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import usher.tool.commerce.Asked;
import usher.tool.commerce.Shapes;
import usher.tool.commerce.ShopFailures;
import usher.tool.commerce.ShopOperation;
import usher.tool.commerce.ShopSettings;
import usher.tool.commerce.ShopSettings.Rules;
import usher.tool.integration.connector.Connector;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Health;
import usher.tool.integration.connector.Health.Working;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Objection;
import usher.tool.integration.connector.OfferedOperation;
import usher.tool.integration.connector.Operation;
import usher.tool.shopify.GraphQlReply.Data;
import usher.tool.shopify.GraphQlReply.Refused;
import usher.tool.shopify.Shopify.Plan.Ask;
import usher.tool.shopify.Shopify.Plan.Refuse;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Rehearsal;
import usher.tool.target.Reply;

/** The connector for shops on Shopify. */
@ApplicationScoped
class Shopify implements Connector {
    private static final Duration TEST = Duration.ofSeconds(8);
    private static final Rules RULES = new Rules(
            GraphQl.SHOP, Map.of(GraphQl.VERSION, Pattern.compile("\\d{4}-\\d{2}|unstable")), Set.of(GraphQl.TOKEN));

    private final GraphQl graphQl;
    private final ShopSettings settings;

    Shopify(GraphQl graphQl, ShopSettings settings) {
        this.graphQl = graphQl;
        this.settings = settings;
    }

    @Override
    public IntegrationKind kind() {
        return IntegrationKind.SHOPIFY;
    }

    @Override
    public List<Objection> judge(ObjectNode settings, Set<String> credentials) {
        return this.settings.judge(RULES, settings, credentials);
    }

    @Override
    public List<Objection> judge(ObjectNode settings, ObjectNode definition, ObjectNode parameters) {
        return ShopOperation.judge(definition, parameters);
    }

    @Override
    public Uni<Health> test(Link link) {
        return graphQl.ask(link, Queries.SHOP, variables(), Deadline.in(TEST)).map(Shopify::health);
    }

    @Override
    public Uni<List<OfferedOperation>> offers(Link link) {
        return Uni.createFrom().item(ShopOperation.offers());
    }

    /** What a shop is asked for an operation, or why it is not asked. */
    sealed interface Plan {
        record Ask(String query, ObjectNode variables, Function<Data, Reply> read) implements Plan {}

        record Refuse(String sentence) implements Plan {}
    }

    @Override
    public Uni<Reply> call(Link link, Operation operation, Call call) {
        return switch (plan(operation, call)) {
            case Refuse(var sentence) -> Uni.createFrom().item(ShopFailures.invalid(sentence));
            case Ask(var query, var variables, var read) ->
                graphQl.ask(link, query, variables, Deadline.in(call.timeout())).map(reply -> switch (reply) {
                    case Data data -> read.apply(data);
                    case Refused(var refused) -> refused;
                });
        };
    }

    @Override
    public Rehearsal rehearse(Link link, Operation operation, Call call) {
        return switch (plan(operation, call)) {
            case Refuse(var sentence) -> ShopFailures.refuses(sentence);
            case Ask(var query, var variables, var read) ->
                new Rehearsal.Sends(GraphQl.preview(link, query, variables));
        };
    }

    private static Plan plan(Operation operation, Call call) {
        var asked = new Asked(call.arguments());
        return switch (ShopOperation.of(operation.definition())) {
            case GET_ORDER -> order(asked);
            case FIND_PRODUCTS -> products(asked);
            case GET_STOCK -> stock(asked);
        };
    }

    private static Health health(GraphQlReply reply) {
        return switch (reply) {
            case Data(var data, var attempts, var status) -> {
                var name = Shapes.text(data.path("shop").path("name"));
                yield name == null
                        ? ShopFailures.unreadable()
                        : new Working(name + ", "
                                + data.path("shop").path("currencyCode").asText());
            }
            case Refused(var refused) -> ShopFailures.failing(refused);
        };
    }

    /** The search finds names that begin alike, too; whose order it is, is looked at here and not left to the search. */
    private static Plan order(Asked asked) {
        var number = asked.orderNumber();
        if (number.isEmpty() || !asked.namesACustomer()) {
            return new Refuse(ShopFailures.ORDER_INCOMPLETE);
        }
        return new Ask(
                Queries.ORDER,
                variables().put("query", "name:\"" + number + "\""),
                data -> ShopifyShapes.nodes(data.data().path("orders"))
                        .filter(order -> bare(order.path("name").asText()).equalsIgnoreCase(number))
                        .filter(order -> asked.isOf(
                                order.path("email").asText(null),
                                order.path("customer").path("id").asText(),
                                order.path("customer").path("legacyResourceId").asText()))
                        .findFirst()
                        .map(order -> done(Shapes.order(ShopifyShapes.order(order)), data))
                        .orElseGet(() -> ShopFailures.noSuchOrder(data.attempts(), data.status())));
    }

    private static Plan products(Asked asked) {
        if (asked.words().isEmpty()) {
            return new Refuse(ShopFailures.NO_WORDS);
        }
        return new Ask(
                Queries.PRODUCTS,
                variables().put("query", asked.words() + " AND status:active").put("first", asked.limit()),
                data -> done(
                        Shapes.products(ShopifyShapes.nodes(data.data().path("products"))
                                .limit(asked.limit())
                                .map(ShopifyShapes::product)
                                .toList()),
                        data));
    }

    private static Plan stock(Asked asked) {
        var sku = asked.sku();
        if (sku.isEmpty()) {
            return new Refuse(ShopFailures.NO_SKU);
        }
        return new Ask(
                Queries.STOCK,
                variables().put("query", "sku:\"" + sku + "\" AND product_status:active"),
                data -> done(
                        Shapes.stock(ShopifyShapes.nodes(data.data().path("productVariants"))
                                .filter(variant -> variant.path("sku").asText().equalsIgnoreCase(sku))
                                .map(ShopifyShapes::stock)
                                .toList()),
                        data));
    }

    private static Reply done(JsonNode result, Data data) {
        return new Reply(new Succeeded(result, null), data.attempts(), data.status());
    }

    private static ObjectNode variables() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String bare(String name) {
        return name.startsWith("#") ? name.substring(1) : name;
    }
}
