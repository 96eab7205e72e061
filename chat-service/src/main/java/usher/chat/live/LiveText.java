package usher.chat.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Data as lines that a model reads and an answer may quote: one value a line, under its names. */
final class LiveText {
    private static final int MOST_LINES = 60;
    private static final int LONGEST = 4_000;

    private LiveText() {}

    static String of(JsonNode result) {
        if (result.isValueNode()) {
            return bounded(result.asText());
        }
        var lines = new ArrayList<String>();
        collect("", result, lines);
        return bounded(String.join("\n", lines));
    }

    private static void collect(String name, JsonNode node, List<String> lines) {
        if (lines.size() >= MOST_LINES) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(field -> collect(under(name, field.getKey()), field.getValue(), lines));
        } else if (node.isArray()) {
            for (int at = 0; at < node.size(); at++) {
                collect(under(name, String.valueOf(at + 1)), node.get(at), lines);
            }
        } else if (!node.isNull()) {
            lines.add(name.isEmpty() ? node.asText() : name + ": " + node.asText());
        }
    }

    private static String under(String name, String part) {
        var plain = part.replace('_', ' ');
        return name.isEmpty() ? plain : name + ' ' + plain;
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }
}
