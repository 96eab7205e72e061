package usher.tool.adoption;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;
import usher.tool.catalog.Risk;
import usher.tool.catalog.SaveCatalogTool;
import usher.tool.connection.Connections.Binding;
import usher.tool.operation.SaveOperation;

/** What becomes of a pick: an operation and a tool of one name and one risk. */
record Plan(Pick pick, SaveOperation operation, SaveCatalogTool tool) {
    static Plan of(Pick pick, Offer offer) {
        var offered = offer.operation();
        var name = pick.name() == null ? offered.name() : pick.name();
        var risk = pick.risk() == null ? offered.risk() : pick.risk();
        var description = pick.description() == null ? offered.description() : pick.description();
        var label = pick.label() == null ? label(name) : pick.label();
        return new Plan(
                pick,
                new SaveOperation(
                        name,
                        description,
                        risk,
                        offered.definition(),
                        offered.parameters(),
                        risk.equals("read") ? offered.cacheSeconds() : null),
                new SaveCatalogTool(
                        name,
                        description,
                        pick.category(),
                        Risk.of(risk),
                        label,
                        pick.doneLabel() == null ? label : pick.doneLabel(),
                        offered.parameters(),
                        pick.identity()));
    }

    String name() {
        return operation.name();
    }

    Binding binding(OperationId operation) {
        return new Binding(operation, pick.enabled(), config());
    }

    /** A definition that says so is of something that tells a repetition by its key. */
    private @Nullable ObjectNode config() {
        return operation.definition().path("idempotent").asBoolean()
                ? JsonNodeFactory.instance.objectNode().put("idempotent", true)
                : null;
    }

    /** {@code get_order_status} is told to visitors as "Get order status". */
    private static String label(String name) {
        var words = name.replaceAll("_+", " ").strip();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
