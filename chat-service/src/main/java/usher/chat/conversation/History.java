package usher.chat.conversation;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Prompt;

/** Earlier messages as the database tells them: who spoke and what, in two lists, oldest first; absent when there are none. */
final class History {
    private History() {}

    static List<Prompt.Line> read(String @Nullable [] speakers, String @Nullable [] texts) {
        return speakers == null || texts == null
                ? List.of()
                : IntStream.range(0, texts.length)
                        .mapToObj(at -> new Prompt.Line(speaker(speakers[at]), texts[at]))
                        .toList();
    }

    private static Prompt.Speaker speaker(String role) {
        return role.equals("visitor") ? Prompt.Speaker.VISITOR : Prompt.Speaker.ASSISTANT;
    }
}
