package usher.chat.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the placeholders of a tool's public label with the model's arguments: "Checking order {order}" → "Checking order 1042". */
final class ToolLabels {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final int LONGEST = 40;

    private ToolLabels() {}

    static String fill(String label, JsonNode arguments) {
        var filled = PLACEHOLDER.matcher(label).replaceAll(match -> {
            var value = arguments.path(match.group(1));
            var text = value.isValueNode() ? value.asText() : "";
            return Matcher.quoteReplacement(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        });
        return filled.strip().replaceAll("\\s{2,}", " ");
    }
}
