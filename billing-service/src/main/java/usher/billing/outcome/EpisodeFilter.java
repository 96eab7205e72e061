package usher.billing.outcome;

import jakarta.ws.rs.QueryParam;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.episode.State;
import usher.contracts.id.ConversationId;
import usher.kit.page.Moments;
import usher.kit.problem.Refusal;

/** Which episodes are wanted: in a state, of a conversation, that began from a moment on and before another; all when absent. */
class EpisodeFilter {
    @QueryParam("state")
    @Nullable
    String state;

    @QueryParam("conversation")
    @Nullable
    String conversation;

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    @Nullable
    String state() {
        if (state == null) {
            return null;
        }
        try {
            return State.valueOf(state.toUpperCase(Locale.ROOT)).name();
        } catch (IllegalArgumentException unknown) {
            throw Refusal.invalid("/state", "state-invalid", "There is no such state of an episode.");
        }
    }

    @Nullable
    UUID conversation() {
        try {
            return conversation == null
                    ? null
                    : ConversationId.fromString(conversation).value();
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("/conversation", "conversation-invalid", "A conversation is written cnv_….");
        }
    }

    @Nullable
    OffsetDateTime since() {
        return Moments.read("/from", from);
    }

    @Nullable
    OffsetDateTime until() {
        return Moments.read("/to", to);
    }

    /** Refuses what is no question before anything is asked. */
    void check() {
        state();
        conversation();
        since();
        until();
    }
}
