package usher.chat.errand;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TurnId;

/** What a model is asked for, as its usage says it, and whose turn that serves, if it serves one. */
public record Errand(
        String purpose,
        @Nullable ConversationId conversation,
        @Nullable TurnId turn) {
    public static Errand of(String purpose) {
        return new Errand(purpose, null, null);
    }
}
