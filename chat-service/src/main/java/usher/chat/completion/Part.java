package usher.chat.completion;

import java.util.List;
import usher.chat.assistant.Step;
import usher.chat.conversation.Answer;
import usher.chat.conversation.Citation;
import usher.chat.conversation.ToolUse;

/** What a client of this protocol is told, piece by piece; {@link Whole} is the last. */
sealed interface Part {
    record Said(String delta) implements Part {}

    /** The whole answer, as it is told now or was stored before. */
    record Whole(
            String text,
            String finishReason,
            List<Citation> citations,
            List<ToolUse> tools,
            int personaVersion,
            Use use)
            implements Part {}

    /** All that was read, what of it was cached by the provider, and all that was written. */
    record Use(long input, long cached, long output, long micros, boolean again) {}

    static Whole of(Answer answer) {
        var tokens = answer.tokens();
        var use = new Use(
                tokens.input(),
                answer.from().tokens().cached(),
                tokens.output(),
                answer.cost().micros(),
                answer.cached());
        return new Whole(
                answer.text(), answer.finishReason(), answer.citations(), answer.tools(), answer.personaVersion(), use);
    }

    /** Most steps are of no interest here. */
    static List<Part> of(Step step) {
        return switch (step) {
            case Step.Said said -> List.of(new Said(said.delta()));
            case Step.Answered answered -> List.of(of(answered.answer()));
            default -> List.of();
        };
    }
}
