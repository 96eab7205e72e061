package usher.tool.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Puts what a reference leads to in its place, so that a schema stands alone, and turns OpenAPI 3.0's words into those of JSON
 * Schema 2020-12. Types that contain themselves are cut off where they become too deep or too large.
 */
final class References {
    private static final int DEEPEST = 8;
    private static final int MOST_NODES = 1_000;
    /** Says nothing about which values are valid. */
    private static final Set<String> ASIDE = Set.of(
            "xml",
            "externalDocs",
            "discriminator",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "$id");

    private final JsonNode root;
    private int nodes;

    References(JsonNode root) {
        this.root = root;
    }

    /** The node itself, or what it refers to within the document; an empty one for what lies outside, nowhere or in a circle. */
    JsonNode resolve(JsonNode node) {
        var resolved = node;
        for (int step = 0; step < DEEPEST && resolved.path("$ref").isTextual(); step++) {
            var ref = resolved.get("$ref").asText();
            resolved = ref.startsWith("#/") ? root.at(ref.substring(1)) : JsonNodeFactory.instance.objectNode();
        }
        return resolved.isMissingNode() || resolved.path("$ref").isTextual()
                ? JsonNodeFactory.instance.objectNode()
                : resolved;
    }

    /** A schema without references. */
    ObjectNode schema(JsonNode schema) {
        return inline(schema, 0) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /** Only whole schemas are cut off: what a schema says in words and lists of words stays as it is, or it would say nonsense. */
    private JsonNode inline(JsonNode node, int depth) {
        nodes++;
        if (node.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(inline(item, depth + 1)));
            return items;
        }
        if (!node.isObject()) {
            return node;
        }
        var resolved = resolve(node);
        return depth > DEEPEST || nodes > MOST_NODES || !resolved.isObject()
                ? JsonNodeFactory.instance.objectNode()
                : object(resolved, depth);
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(member -> {
            if (member.getKey().equals("properties") && member.getValue().isObject()) {
                var properties = plain.putObject("properties");
                member.getValue()
                        .properties()
                        .forEach(p -> properties.set(p.getKey(), inline(p.getValue(), depth + 1)));
            } else if (!ASIDE.contains(member.getKey()) && !member.getKey().startsWith("x-")) {
                plain.set(member.getKey(), inline(member.getValue(), depth + 1));
            }
        });
        return modern(plain);
    }

    /** {@code nullable} and exclusive bounds as booleans are OpenAPI 3.0's own. */
    private static ObjectNode modern(ObjectNode schema) {
        if (schema.remove("nullable") instanceof JsonNode nullable
                && nullable.asBoolean()
                && schema.path("type").isTextual()) {
            var type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
        }
        bound(schema, "exclusiveMinimum", "minimum");
        bound(schema, "exclusiveMaximum", "maximum");
        return schema;
    }

    private static void bound(ObjectNode schema, String exclusive, String inclusive) {
        if (!schema.path(exclusive).isBoolean()) {
            return;
        }
        boolean excludes = schema.remove(exclusive).asBoolean();
        if (excludes && schema.path(inclusive).isNumber()) {
            schema.set(exclusive, schema.remove(inclusive));
        }
    }
}
