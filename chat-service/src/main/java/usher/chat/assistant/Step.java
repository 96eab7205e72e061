package usher.chat.assistant;

import usher.chat.conversation.Answer;
import usher.chat.conversation.Citation;
import usher.contracts.id.CallId;

/** What happens while a question is answered, in order; {@link Answered} is the last. */
public sealed interface Step {
    /** The first step: what has come of the answer can be asked for at any time, for turns that do not end by themselves. */
    record Began(Unfinished answer) implements Step {}

    record Said(String delta) implements Step {}

    /** A tool began or ended: {@code state} is running, succeeded or failed. */
    record UsedTool(CallId call, String label, String state) implements Step {}

    record Cited(Citation citation) implements Step {}

    /** The whole answer, to be stored; for the service alone, never shown. */
    record Answered(Answer answer) implements Step {}

    /** An answer in the making: its text so far, and what models used for it so far. For the thread of the turn alone. */
    @FunctionalInterface
    interface Unfinished {
        Answer soFar(String finishReason);
    }
}
