package usher.chat.completion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.assistant.Terms;
import usher.chat.model.Prompt;

/** A request in the assistant's words. {@code idempotencyKey} makes a repeated request the same request. */
record Wanted(
        PersonaModel model,
        String question,
        List<Prompt.Line> history,
        Terms terms,
        @Nullable String user,
        @Nullable String idempotencyKey) {}
