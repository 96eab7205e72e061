package usher.tool.stock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import usher.contracts.id.CallId;
import usher.contracts.id.OperationId;
import usher.contracts.id.ToolId;
import usher.kit.time.Ids;
import usher.tool.commerce.ShopOperation;
import usher.tool.integration.Links;
import usher.tool.integration.connector.Connectors;
import usher.tool.integration.connector.Operation;
import usher.tool.operation.OperationCalls;
import usher.tool.stock.Due.Article;
import usher.tool.stock.Reading.Found;
import usher.tool.stock.Reading.Missed;
import usher.tool.stock.level.Shelf;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Reply;

/** Looks at articles, in the way tools call the same systems: with their guard, limits and breaker. Nothing is remembered. */
@ApplicationScoped
class Readings {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
    private static final Missed UNAVAILABLE =
            new Missed("integration-unavailable", "The shop is not connected any more, or switched off.");

    private final Links links;
    private final Connectors connectors;
    private final OperationCalls operations;
    private final StockConfig config;
    private final Ids ids;

    Readings(Links links, Connectors connectors, OperationCalls operations, StockConfig config, Ids ids) {
        this.links = links;
        this.connectors = connectors;
        this.operations = operations;
        this.config = config;
        this.ids = ids;
    }

    Uni<Reading> read(Due due) {
        return switch (due.article()) {
            case Article.Gone(var code, var sentence) -> Uni.createFrom().item(new Missed(code, sentence));
            case Article.OfShop(var sku) -> ofShop(due, sku);
            case Article.OfOperation(var operation, var arguments, var quantity) ->
                operations
                        .fresh(call(due, arguments), operation)
                        .map(reply -> read(reply, result -> quantity(result.at(quantity))));
        };
    }

    private Uni<Reading> ofShop(Due due, String sku) {
        var offer = ShopOperation.GET_STOCK.offer();
        var operation = new Operation(
                new OperationId(due.id().value()), offer.name(), offer.definition(), offer.parameters(), true);
        var asked = call(due, JsonNodeFactory.instance.objectNode().put("sku", sku));
        return links.find(due.tenant(), due.integration())
                .chain(link -> link.isEmpty()
                        ? Uni.createFrom().item(UNAVAILABLE)
                        : connectors
                                .call(link.get(), operation, asked)
                                .map(reply -> read(reply, result -> sum(result.path("stock")))));
    }

    /** No tool has the id of a watch, so that nothing of a tool's is found for it. */
    private Call call(Due due, ObjectNode arguments) {
        var id = new CallId(ids.next());
        var context = JsonNodeFactory.instance
                .objectNode()
                .put("tenant_id", due.tenant().toString())
                .put("call_id", id.toString());
        return new Call(
                due.tenant(),
                new ToolId(due.id().value()),
                "stock_watch",
                id,
                id.toString(),
                arguments,
                context,
                config.timeout());
    }

    private static Reading read(Reply reply, Function<JsonNode, Reading> read) {
        return switch (reply.outcome()) {
            case Succeeded(var result, var display) -> read.apply(result);
            case Failed(var code, var message, var retryable, var uncertain) -> new Missed(code, message);
        };
    }

    /** Of all that a shop has under a SKU; not counted when some of it is not. */
    static Reading sum(JsonNode stock) {
        var found = StreamSupport.stream(stock.spliterator(), false).toList();
        if (found.isEmpty()) {
            return new Missed("article-unknown", "The shop sells no article with this SKU.");
        }
        boolean inStock = found.stream().anyMatch(each -> each.path("in_stock").asBoolean());
        boolean counted = found.stream().allMatch(each -> each.path("quantity").isNumber());
        long left =
                found.stream().mapToLong(each -> each.path("quantity").asLong()).sum();
        return new Found(new Shelf(inStock, counted ? left : null));
    }

    static Reading quantity(JsonNode node) {
        if (node.isBoolean()) {
            return new Found(new Shelf(node.asBoolean(), null));
        }
        if (node.isMissingNode() || node.isNull()) {
            return new Missed("quantity-missing", "The answer has no quantity at this place.");
        }
        var text = node.isValueNode() ? node.asText().strip() : "";
        return NUMBER.matcher(text).matches()
                ? new Found(Shelf.of((long) Math.floor(Double.parseDouble(text))))
                : new Missed("quantity-unreadable", "What the answer has at this place is no quantity.");
    }
}
