package usher.tool.commerce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import usher.tool.integration.connector.Objection;
import usher.tool.integration.connector.OfferedOperation;

/** The ready operations of a shop; a definition names one, for example {@code {"operation": "get_order"}}. */
public enum ShopOperation {
    /** One order is told only to somebody who knows its number and is, by e-mail or customer id, who placed it. */
    GET_ORDER("Looks up one order by its number, for the customer whose e-mail address or id is given.", """
            {"type": "object", "additionalProperties": false, "required": ["order_number"],
             "anyOf": [{"required": ["email"]}, {"required": ["customer_id"]}],
             "properties": {
               "order_number": {"type": "string", "pattern": "^#?[A-Za-z0-9_-]{1,40}$"},
               "email": {"type": "string", "maxLength": 320},
               "customer_id": {"type": ["string", "integer"], "maxLength": 64}}}
            """),
    FIND_PRODUCTS("Finds products by words, with price, availability and a link.", """
            {"type": "object", "additionalProperties": false, "required": ["query"],
             "properties": {
               "query": {"type": "string", "minLength": 1, "maxLength": 200},
               "limit": {"type": "integer", "minimum": 1, "maximum": 20}}}
            """),
    GET_STOCK("Tells how much of an article is in stock, by its SKU.", """
            {"type": "object", "additionalProperties": false, "required": ["sku"],
             "properties": {"sku": {"type": "string", "pattern": "^[A-Za-z0-9._/ -]{1,64}$"}}}
            """);

    public static final int PRODUCTS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEMBER = "operation";

    private final String description;
    private final String parameters;

    ShopOperation(String description, String parameters) {
        this.description = description;
        this.parameters = parameters;
    }

    public static List<OfferedOperation> offers() {
        return Arrays.stream(values()).map(ShopOperation::offer).toList();
    }

    /** Of a definition that was judged before. */
    public static ShopOperation of(ObjectNode definition) {
        return find(definition).orElseThrow(() -> new IllegalStateException("A stored definition names an operation"));
    }

    /** The definition names a ready operation, and the parameters are among those it takes. */
    public static List<Objection> judge(ObjectNode definition, ObjectNode parameters) {
        var found = find(definition);
        if (found.isEmpty() || definition.size() != 1) {
            return List.of(new Objection(
                    "/definition/operation", "invalid", "The operation is get_order, find_products or get_stock."));
        }
        var taken = found.get().parameters().path("properties");
        return parameters.path("properties").properties().stream()
                .filter(property -> !taken.has(property.getKey()))
                .map(property -> new Objection(
                        "/parameters/properties/" + property.getKey(), "parameter-unknown", "This is not taken."))
                .toList();
    }

    public ObjectNode parameters() {
        try {
            return (ObjectNode) JSON.readTree(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This is JSON", e);
        }
    }

    public OfferedOperation offer() {
        var definition = JsonNodeFactory.instance.objectNode().put(MEMBER, text());
        return new OfferedOperation(text(), description, "read", parameters(), definition);
    }

    private static Optional<ShopOperation> find(ObjectNode definition) {
        var name = definition.path(MEMBER).asText("");
        return Arrays.stream(values()).filter(each -> each.text().equals(name)).findFirst();
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
