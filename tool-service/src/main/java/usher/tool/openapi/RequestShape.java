package usher.tool.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one operation takes: every parameter of path and query, and every member of a JSON body, becomes an argument of the tool
 * under a name that models can say. Headers and cookies do not: they belong to how the system is connected.
 */
final class RequestShape {
    private static final String ANY_BODY = "body";

    private final References references;
    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
    private final ObjectNode query = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> inPath = new LinkedHashMap<>();
    private final Map<String, Boolean> required = new LinkedHashMap<>();
    private JsonNode body = JsonNodeFactory.instance.missingNode();

    /** {@code shared} is the path's item, whose parameters hold for each of its operations. */
    RequestShape(References references, JsonNode shared, JsonNode operation) {
        this.references = references;
        var wanted = new LinkedHashMap<String, JsonNode>();
        collect(shared.path("parameters"), wanted);
        collect(operation.path("parameters"), wanted);
        wanted.values().forEach(this::parameter);
        body(references.resolve(operation.path("requestBody")));
    }

    /** A JSON Schema (2020-12) of an object. */
    ObjectNode parameters() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.set("properties", properties);
        var names = schema.putArray("required");
        required.forEach((name, needed) -> {
            if (needed) {
                names.add(name);
            }
        });
        return schema.put("additionalProperties", false);
    }

    /** The request in the words of a custom API's operations. */
    ObjectNode definition(String method, String path) {
        var renamed = path;
        for (var entry : inPath.entrySet()) {
            renamed = renamed.replace("{" + entry.getKey() + "}", "{" + entry.getValue() + "}");
        }
        var definition = JsonNodeFactory.instance
                .objectNode()
                .put("method", method.toUpperCase(Locale.ROOT))
                .put("path", renamed);
        if (!query.isEmpty()) {
            definition.set("query", query);
        }
        if (!body.isMissingNode()) {
            definition.set("body", body);
        }
        return definition;
    }

    /** An operation's own parameter replaces its path's of the same name and place. */
    private void collect(JsonNode parameters, Map<String, JsonNode> wanted) {
        for (var node : parameters) {
            var parameter = references.resolve(node);
            wanted.put(
                    parameter.path("in").asText() + ' ' + parameter.path("name").asText(), parameter);
        }
    }

    private void parameter(JsonNode parameter) {
        var said = parameter.path("name").asText();
        switch (parameter.path("in").asText()) {
            case "path" -> inPath.put(said, add(said, parameter, true));
            case "query" ->
                query.put(
                        said,
                        "{" + add(said, parameter, parameter.path("required").asBoolean()) + "}");
            default -> {}
        }
    }

    private String add(String said, JsonNode parameter, boolean needed) {
        var schema = references.schema(parameter.path("schema"));
        if (!schema.has("description") && parameter.path("description").isTextual()) {
            schema.put("description", parameter.get("description").asText());
        }
        return add(said, schema, needed);
    }

    private String add(String said, ObjectNode schema, boolean needed) {
        var name = free(said);
        properties.set(name, schema);
        required.put(name, needed);
        return name;
    }

    private void body(JsonNode requestBody) {
        var content = requestBody.path("content");
        var json = content.path("application/json");
        if (json.isMissingNode()) {
            return;
        }
        var schema = references.schema(json.path("schema"));
        boolean needed = requestBody.path("required").asBoolean();
        if (!schema.path("properties").isObject() || schema.path("properties").isEmpty()) {
            body = TextNode.valueOf("{" + add(ANY_BODY, schema, needed) + "}");
            return;
        }
        var template = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties().forEach(member -> {
            var value = member.getValue() instanceof ObjectNode object ? object : references.schema(member.getValue());
            boolean wanted = needed && names(schema.path("required"), member.getKey());
            template.put(member.getKey(), "{" + add(member.getKey(), value, wanted) + "}");
        });
        body = template;
    }

    private static boolean names(JsonNode list, String name) {
        for (var item : list) {
            if (item.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private String free(String said) {
        var plain = said.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^[_0-9]+|_+$", "");
        var name = plain.isEmpty() ? "value" : plain.substring(0, Math.min(plain.length(), 56));
        var free = name;
        for (int number = 2; properties.has(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }
}
