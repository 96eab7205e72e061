package usher.chat.conversation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Prompt;

/** Earlier messages as the SQL functions tell them: a list of {@code {role, text}}, oldest first; absent when there are none. */
final class History {
    private History() {}

    static List<Prompt.Line> read(@Nullable JsonArray lines) {
        return lines == null
                ? List.of()
                : lines.stream()
                        .map(JsonObject.class::cast)
                        .map(line -> new Prompt.Line(
                                line.getString("role").equals("visitor")
                                        ? Prompt.Speaker.VISITOR
                                        : Prompt.Speaker.ASSISTANT,
                                line.getString("text")))
                        .toList();
    }
}
