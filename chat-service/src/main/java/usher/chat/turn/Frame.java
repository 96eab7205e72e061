package usher.chat.turn;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event of a turn's public stream; {@link #number} counts from 1 and is what a client resumes after. */
final class Frame {
    private final long number;
    private final ReplyEvent event;
    private @Nullable String data;

    Frame(long number, ReplyEvent event) {
        this.number = number;
        this.event = event;
    }

    long number() {
        return number;
    }

    ReplyEvent event() {
        return event;
    }

    boolean isLast() {
        return event instanceof ReplyEvent.TurnCompleted;
    }

    /** The event as JSON, written once for the record and for all who listen. */
    String data(ReplyJson json) {
        if (data == null) {
            data = json.write(event);
        }
        return Objects.requireNonNull(data);
    }
}
