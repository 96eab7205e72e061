package usher.chat.model.prompt;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import usher.chat.model.Prompt;

/** The words a generative model is given, composed here and nowhere else. */
@ApplicationScoped
public class PromptText {
    private final String system = load("answer.md");

    /** The system message: who answers, by which rules, from which passages. */
    String system(Prompt prompt) {
        var persona = prompt.persona();
        return system.replace("{name}", persona.name())
                .replace("{business}", persona.business())
                .replace("{tone}", persona.tone() == null ? "clear and friendly" : persona.tone())
                .replace("{locale}", prompt.locale())
                .replace("{instructions}", persona.instructions())
                .replace("{passages}", passages(prompt));
    }

    private static String passages(Prompt prompt) {
        if (prompt.passages().isEmpty()) {
            return "(none)";
        }
        return prompt.passages().stream()
                .map(passage -> "[%d] %s\n%s"
                        .formatted(
                                passage.index(),
                                passage.title(),
                                passage.answer() == null ? passage.text() : passage.text() + "\n" + passage.answer()))
                .collect(Collectors.joining("\n\n"));
    }

    static String load(String name) {
        try (var in = PromptText.class.getResourceAsStream("/prompts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("prompts/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
