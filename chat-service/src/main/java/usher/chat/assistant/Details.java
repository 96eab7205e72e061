package usher.chat.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import usher.chat.conversation.Confirmation.Detail;
import usher.contracts.event.ToolDefinition;

/**
 * The values of a call that its visitor is shown before it is done: those of parameters the model may fill. Parameters that
 * stand for who the visitor is are not among a definition's, so a model that names one anyway is not quoted.
 */
final class Details {
    private static final int LONGEST = 200;
    private static final int MOST = 12;

    private Details() {}

    static List<Detail> of(ToolDefinition tool, JsonNode arguments) {
        var details = new ArrayList<Detail>();
        tool.parameters().path("properties").properties().forEach(parameter -> {
            var value = arguments.path(parameter.getKey());
            if (value.isValueNode() && !value.isNull() && details.size() < MOST) {
                details.add(new Detail(name(parameter.getKey(), parameter.getValue()), shown(value.asText())));
            }
        });
        return details;
    }

    /** What the schema calls it, or its name in words. */
    private static String name(String key, JsonNode schema) {
        var title = schema.path("title").asText("").strip();
        if (!title.isEmpty()) {
            return title;
        }
        var words = key.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .replace('_', ' ')
                .strip()
                .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? key : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String shown(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
