package usher.billing.outcome.signal;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.episode.Signal;
import usher.billing.outcome.episode.Signal.Kind;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.Event;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;

/** A signal, and whose conversation it is of. */
record Noted(TenantId tenant, ConversationId conversation, Signal signal) {
    private static final Map<String, Kind> KINDS = Map.of(
            "turn.answered", Kind.TURN,
            "turn.interrupted", Kind.INTERRUPTED,
            "feedback.given", Kind.FEEDBACK,
            "handoff.requested", Kind.HANDOFF,
            "conversation.reopened", Kind.REOPENED,
            "conversation.ended", Kind.CLOSED,
            "conversation.deleted", Kind.CLOSED);
    private static final Pattern INTENT = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** Null for an activity that says nothing about an outcome. */
    static @Nullable Noted of(Event<ActivityRecorded> event) {
        var told = event.data();
        var kind = KINDS.get(told.activity());
        if (kind == null || told.conversation() == null) {
            return null;
        }
        var said = told.properties();
        return new Noted(
                event.subject(),
                told.conversation(),
                new Signal(
                        event.id().value(),
                        event.time(),
                        kind,
                        kind == Kind.TURN ? intent(said.get("intent")) : "",
                        "stop".equals(said.get("finish_reason")),
                        number(said.get("citations")) > 0 || number(said.get("tools_done")) > 0,
                        id(
                                said.get("message"),
                                text -> MessageId.fromString(text).value()),
                        thumb(said.get("thumb")),
                        rating(said.get("csat"))));
    }

    private static String intent(@Nullable String text) {
        return text != null && INTENT.matcher(text).matches() ? text : "other";
    }

    private static int number(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }

    private static @Nullable Integer thumb(@Nullable String text) {
        return "up".equals(text) ? Integer.valueOf(1) : "down".equals(text) ? Integer.valueOf(-1) : null;
    }

    private static @Nullable Integer rating(@Nullable String text) {
        int rating = number(text);
        return rating >= 1 && rating <= 5 ? rating : null;
    }

    private static @Nullable UUID id(@Nullable String text, Function<String, UUID> parse) {
        try {
            return text == null ? null : parse.apply(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
