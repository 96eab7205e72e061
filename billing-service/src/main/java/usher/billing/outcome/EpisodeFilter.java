package usher.billing.outcome;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.episode.State;
import usher.contracts.id.ConversationId;
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
        return moment("/from", from);
    }

    @Nullable
    OffsetDateTime until() {
        return moment("/to", to);
    }

    /** Refuses what is no question before anything is asked. */
    void check() {
        state();
        conversation();
        since();
        until();
    }

    private static @Nullable OffsetDateTime moment(String pointer, @Nullable String text) {
        try {
            var moment = text == null ? null : Instant.parse(text).atOffset(ZoneOffset.UTC);
            if (moment == null || (moment.getYear() >= 1900 && moment.getYear() < 2300)) {
                return moment;
            }
        } catch (DateTimeException malformed) {
            // Answered below, like a time that no episode has.
        }
        throw Refusal.invalid(pointer, "time-invalid", "A time is written like 2026-03-01T00:00:00Z.");
    }
}
