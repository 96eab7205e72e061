package usher.chat.completion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The text of a message: a string, or a list of parts of which only text is understood. */
final class Content {
    private Content() {}

    static String text(@Nullable JsonNode content, String param) {
        if (content == null || content.isNull()) {
            return "";
        }
        if (content.isTextual()) {
            return storable(content.textValue(), param);
        }
        if (!content.isArray()) {
            throw Bad.value(param, "The content must be a text or a list of parts.");
        }
        var texts = new ArrayList<String>();
        for (int at = 0; at < content.size(); at++) {
            var part = content.get(at);
            var type = part.path("type").asText();
            switch (type) {
                case "text" -> texts.add(part.path("text").asText());
                case "refusal" -> texts.add(part.path("refusal").asText());
                default -> throw Bad.unsupported(param + "." + at + ".type", "Only parts of type text are understood.");
            }
        }
        return storable(String.join("\n", texts), param);
    }

    /** Postgres stores any character but this one. */
    private static String storable(String text, String param) {
        if (text.indexOf('\0') >= 0) {
            throw Bad.value(param, "The text has a character that cannot be stored.");
        }
        return text;
    }
}
