package usher.billing.outcome.episode;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a conversation and bears on its outcome; {@code id} is that of its event.
 *
 * @param intent what the visitor's message seemed to be about, of turns; empty for others
 * @param finished whether the answer came to its own end
 * @param grounded whether it cites something, or a tool did its work for it
 * @param message the answer, of turns; which one was judged, of feedback about one
 * @param thumb 1 up, -1 down
 */
public record Signal(
        UUID id,
        Instant at,
        Kind kind,
        String intent,
        boolean finished,
        boolean grounded,
        @Nullable UUID message,
        @Nullable Integer thumb,
        @Nullable Integer rating) {

    public enum Kind {
        /** The visitor said something and was answered. */
        TURN,
        /** The visitor said something and was not answered. */
        INTERRUPTED,
        FEEDBACK,
        HANDOFF,
        REOPENED,
        /** The conversation was ended or deleted. */
        CLOSED;

        /** Whether the visitor comes with something, which an episode can begin with. */
        boolean begins() {
            return this == TURN || this == INTERRUPTED;
        }
    }

    private static final String GREETING = "greeting";
    private static final String THANKS = "thanks";
    private static final String HUMAN_HANDOFF = "human_handoff";
    private static final String OTHER = "other";

    boolean isThanks() {
        return kind == Kind.TURN && intent.equals(THANKS);
    }

    boolean asksForHuman() {
        return kind == Kind.HANDOFF || (kind == Kind.TURN && intent.equals(HUMAN_HANDOFF));
    }

    /** Of a message that could be anything ("ok") its answer tells: a question is what something was found or done for. */
    boolean isSmallTalk(boolean needsEvidence) {
        return kind == Kind.TURN && (intent.equals(GREETING) || (intent.equals(OTHER) && needsEvidence && !grounded));
    }

    boolean helps(boolean needsEvidence) {
        return kind == Kind.TURN && finished && (grounded || !needsEvidence);
    }
}
