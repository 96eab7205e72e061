package usher.chat.assistant;

import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Answer;
import usher.chat.conversation.Citation;
import usher.chat.conversation.Confirmation;
import usher.contracts.id.CallId;

/** What happens while a question is answered, in order; {@link Answered} is the last. */
public sealed interface Step {
    record Said(String delta) implements Step {}

    /**
     * A tool began or ended: {@code state} is running, needs_confirmation, succeeded, failed or declined.
     * {@code confirmation} is what there is to confirm.
     */
    record UsedTool(
            CallId call,
            String label,
            String state,
            @Nullable Confirmation confirmation) implements Step {
        UsedTool(CallId call, String label, String state) {
            this(call, label, state, null);
        }
    }

    record Cited(Citation citation) implements Step {}

    /** The whole answer, to be stored; for the service alone, never shown. */
    record Answered(Answer answer) implements Step {}
}
