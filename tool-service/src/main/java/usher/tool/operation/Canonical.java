package usher.tool.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON with the members of its objects in order, so that the same content is the same text. */
final class Canonical {
    private Canonical() {}

    static String text(JsonNode node) {
        return sorted(node).toString();
    }

    private static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var sorted = JsonNodeFactory.instance.objectNode();
                object.properties().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(member -> sorted.set(member.getKey(), sorted(member.getValue())));
                yield sorted;
            }
            case ArrayNode array -> {
                var same = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> same.add(sorted(element)));
                yield same;
            }
            default -> node;
        };
    }
}
