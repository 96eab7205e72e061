package usher.e2e.standin.dialect;

import java.util.List;
import usher.e2e.standin.ChatRequest;
import usher.e2e.standin.Step;

/**
 * What is to be said in one answer.
 *
 * @param id letters and digits, the same length for a while, different for each answer
 * @param pieces the answer's tokens; empty when tools are called
 * @param finish as OpenAI names it
 */
public record Reply(
        String id,
        long created,
        ChatRequest request,
        List<String> pieces,
        List<Step.Use> uses,
        String finish,
        Usage usage) {

    /** Tokens. {@code prompt} includes {@code cached}; {@code completion} does not include {@code thoughts}. */
    public record Usage(int prompt, int cached, int completion, int thoughts) {
        int all() {
            return prompt + completion + thoughts;
        }
    }

    String text() {
        return String.join("", pieces);
    }

    boolean calls() {
        return !uses.isEmpty();
    }

    boolean thinks() {
        return usage.thoughts() > 0;
    }
}
