package usher.billing.outcome.episode;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.EventId;
import usher.contracts.id.MessageId;

/** A signal that decided: its event, what it was, and which answer it is about. Never what was said. */
public record Evidence(
        EventId event,
        String kind,
        @Nullable String intent,
        @Nullable Integer thumb,
        @Nullable Integer rating,
        @Nullable MessageId message,
        Instant at) {
    static Evidence of(Signal signal) {
        UUID message = signal.message();
        return new Evidence(
                new EventId(signal.id()),
                signal.kind().name().toLowerCase(Locale.ROOT),
                signal.intent().isEmpty() ? null : signal.intent(),
                signal.thumb(),
                signal.rating(),
                message == null ? null : new MessageId(message),
                signal.at());
    }
}
