package usher.chat.assistant.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import usher.chat.model.ToolOutcome;

/**
 * Tool results of bearable size. Long lists lose their tail and long texts theirs, each saying how much is missing, so
 * that a model does not take a part for the whole.
 */
public final class ToolResults {
    private static final int LONGEST_LIST = 20;
    private static final int LONGEST_TEXT = 600;

    private ToolResults() {}

    public static ToolOutcome fit(ToolOutcome outcome, int characters) {
        int length = outcome.result().toString().length();
        if (length <= characters) {
            return outcome;
        }
        var shorter = shorten(outcome.result());
        var text = shorter.toString();
        return with(
                outcome,
                text.length() <= characters
                        ? shorter
                        : TextNode.valueOf("%s … [shortened: %d of %d characters shown]"
                                .formatted(text.substring(0, characters), characters, length)));
    }

    private static JsonNode shorten(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var shorter = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> shorter.set(field.getKey(), shorten(field.getValue())));
                yield shorter;
            }
            case ArrayNode list -> shorten(list);
            case TextNode text
            when text.textValue().length() > LONGEST_TEXT ->
                TextNode.valueOf("%s … [%d characters left out]"
                        .formatted(
                                text.textValue().substring(0, LONGEST_TEXT),
                                text.textValue().length() - LONGEST_TEXT));
            default -> node;
        };
    }

    private static ArrayNode shorten(ArrayNode list) {
        var shorter = JsonNodeFactory.instance.arrayNode();
        for (int at = 0; at < Math.min(list.size(), LONGEST_LIST); at++) {
            shorter.add(shorten(list.get(at)));
        }
        if (list.size() > LONGEST_LIST) {
            shorter.add("… [%d more left out]".formatted(list.size() - LONGEST_LIST));
        }
        return shorter;
    }

    private static ToolOutcome with(ToolOutcome outcome, JsonNode result) {
        return new ToolOutcome(
                outcome.call(), outcome.name(), outcome.succeeded(), result, outcome.display(), outcome.errorCode());
    }
}
