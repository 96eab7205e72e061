package usher.e2e.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/** What the client asked for, in the shape of OpenAI's request, with the few questions that a script asks of it. */
public record ChatRequest(JsonNode body) {

    public String model() {
        return body.path("model").asText();
    }

    public JsonNode messages() {
        return body.path("messages");
    }

    public boolean streams() {
        return body.path("stream").asBoolean(false);
    }

    public boolean wantsUsageChunk() {
        return body.path("stream_options").path("include_usage").asBoolean(false);
    }

    /** The client's bound on the answer in tokens; absent means unbounded. */
    public @Nullable Integer maxTokens() {
        var bound =
                body.hasNonNull("max_completion_tokens") ? body.path("max_completion_tokens") : body.path("max_tokens");
        return bound.canConvertToInt() ? Integer.valueOf(bound.asInt()) : null;
    }

    public JsonNode lastMessage() {
        var messages = messages();
        return messages.isEmpty() ? MissingNode.getInstance() : messages.get(messages.size() - 1);
    }

    public String lastText() {
        return text(lastMessage());
    }

    public boolean answersTools() {
        return "tool".equals(lastMessage().path("role").asText());
    }

    /** What the person asked: the last message of role {@code user}, or an empty text. */
    public String question() {
        var messages = messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if ("user".equals(messages.get(i).path("role").asText())) {
                return text(messages.get(i));
            }
        }
        return "";
    }

    /** True when the client offers this tool in this request. */
    public boolean offers(String tool) {
        for (var each : body.path("tools")) {
            if (tool.equals(each.path("function").path("name").asText())) {
                return true;
            }
        }
        return false;
    }

    /** The text of a message, whether its content is a string or a list of parts. */
    static String text(JsonNode message) {
        var content = message.path("content");
        if (content.isTextual()) {
            return content.textValue();
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }
}
