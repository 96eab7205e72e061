package usher.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import usher.tool.target.Outcome;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;

/** What a remote tool gave back, as a result a model can read: data where there is data, text otherwise, no pictures. */
final class Contents {
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LONGEST_MESSAGE = 1_000;

    private Contents() {}

    static Outcome read(ObjectNode result) {
        if ("input_required".equals(result.path("resultType").asText())) {
            return Failed.certainly(
                    "tool-needs-input", "The tool wants to ask something back, which is not possible here.", false);
        }
        if (result.path("isError").asBoolean(false)) {
            return Failed.certainly("tool-error", message(result), false);
        }
        var structured = result.path("structuredContent");
        return new Succeeded(structured.isObject() ? structured : blocks(result.path("content")), null);
    }

    private static String message(ObjectNode result) {
        var text = StreamSupport.stream(result.path("content").spliterator(), false)
                .map(block -> block.path("text").asText())
                .collect(Collectors.joining(" "))
                .replace("\0", "")
                .strip();
        if (text.isEmpty()) {
            return "The tool reports an error.";
        }
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
    }

    /** One text alone is the result itself, as JSON where it is an object or a list. */
    private static JsonNode blocks(JsonNode content) {
        if (content.size() == 1 && "text".equals(content.get(0).path("type").asText())) {
            return text(content.get(0).path("text").asText());
        }
        var blocks = JsonNodeFactory.instance.arrayNode();
        content.forEach(block -> blocks.add(block(block)));
        return JsonNodeFactory.instance.objectNode().set("content", blocks);
    }

    private static JsonNode block(JsonNode block) {
        var type = block.path("type").asText();
        return switch (type) {
            case "text" -> TextNode.valueOf(block.path("text").asText().replace("\0", ""));
            case "resource_link" -> kept(block, "uri", "name", "title", "description");
            case "resource" -> kept(block.path("resource"), "uri", "text");
            default -> JsonNodeFactory.instance.objectNode().put("left_out", type);
        };
    }

    private static ObjectNode kept(JsonNode block, String... names) {
        var kept = JsonNodeFactory.instance.objectNode();
        for (var name : names) {
            if (block.path(name).isTextual()) {
                kept.put(name, block.get(name).asText().replace("\0", ""));
            }
        }
        return kept;
    }

    private static JsonNode text(String text) {
        try {
            var json = JSON.readTree(text);
            return json.isContainerNode() ? json : TextNode.valueOf(text.replace("\0", ""));
        } catch (JsonProcessingException words) {
            return TextNode.valueOf(text.replace("\0", ""));
        }
    }
}
