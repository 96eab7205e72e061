package usher.tool.invocation.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One text for all ways to write the same JSON: members in order, numbers by their value. */
final class CanonicalJson {
    private CanonicalJson() {}

    static String of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY ->
                StreamSupport.stream(node.spliterator(), false)
                        .map(CanonicalJson::of)
                        .collect(Collectors.joining(",", "[", "]"));
            case NUMBER -> number(node);
            default -> node.toString();
        };
    }

    private static String object(JsonNode node) {
        var sorted = new TreeMap<String, JsonNode>();
        node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
        return sorted.entrySet().stream().map(CanonicalJson::member).collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(Map.Entry<String, JsonNode> member) {
        return TextNode.valueOf(member.getKey()) + ":" + of(member.getValue());
    }

    /** Numbers too large for a double were read as infinite, and have no decimal value. */
    private static String number(JsonNode node) {
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            return node.toString();
        }
        var value = node.decimalValue();
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }
}
