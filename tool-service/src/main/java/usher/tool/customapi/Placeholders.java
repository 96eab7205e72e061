package usher.tool.customapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code {name}} in texts: where an argument goes. Braces around anything else are just braces. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]{0,63})}");

    private Placeholders() {}

    static Set<String> in(String text) {
        var names = new LinkedHashSet<String>();
        PLACEHOLDER.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** Those of every text in a tree, names of members left alone. */
    static Set<String> in(JsonNode node) {
        var names = new LinkedHashSet<String>();
        if (node.isTextual()) {
            names.addAll(in(node.asText()));
        } else {
            node.forEach(child -> names.addAll(in(child)));
        }
        return names;
    }

    /** The argument of a text that is one placeholder and nothing else; its value then keeps its type. */
    static Optional<String> whole(String text) {
        var found = PLACEHOLDER.matcher(text);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Nothing when an argument is missing. Lists and objects have no text of their own: they are written as JSON. */
    static Optional<String> fill(String text, ObjectNode arguments) {
        if (in(text).stream().anyMatch(name -> !arguments.hasNonNull(name))) {
            return Optional.empty();
        }
        return Optional.of(PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(text(arguments, found))));
    }

    /** The tree with values in place of placeholders; members and elements whose argument is missing are left out. */
    static Optional<JsonNode> fill(JsonNode template, ObjectNode arguments) {
        return switch (template) {
            case ObjectNode object -> {
                var filled = object.objectNode();
                object.properties()
                        .forEach(member -> fill(member.getValue(), arguments)
                                .ifPresent(value -> filled.set(member.getKey(), value)));
                yield Optional.of(filled);
            }
            case ArrayNode array -> {
                var filled = array.arrayNode();
                array.forEach(element -> fill(element, arguments).ifPresent(filled::add));
                yield Optional.of(filled);
            }
            default -> template.isTextual() ? fillText(template, arguments) : Optional.of(template);
        };
    }

    private static Optional<JsonNode> fillText(JsonNode template, ObjectNode arguments) {
        var text = template.asText();
        var whole = whole(text);
        return whole.isPresent()
                ? Optional.ofNullable(arguments.get(whole.get()))
                : fill(text, arguments).map(com.fasterxml.jackson.databind.node.TextNode::valueOf);
    }

    static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String text(ObjectNode arguments, MatchResult found) {
        return text(arguments.get(found.group(1)));
    }
}
