package usher.chat.model.routing;

import org.jspecify.annotations.Nullable;

/**
 * Why a model was chosen: {@code chosen} (it is the tenant's), {@code simple-question} or {@code experiment}. {@code arm} is a
 * (as usual) or b (the variant); {@code instructions} replace the persona's, where that is the variant.
 */
public record Decision(
        String reason,
        boolean cheap,
        @Nullable String experiment,
        @Nullable String purpose,
        @Nullable String arm,
        @Nullable String instructions) {
    public static final Decision CHOSEN = new Decision("chosen", false, null, null, null, null);
    static final Decision SIMPLE = new Decision("simple-question", true, null, null, null, null);

    public String instructionsOr(String usual) {
        return instructions == null ? usual : instructions;
    }
}
