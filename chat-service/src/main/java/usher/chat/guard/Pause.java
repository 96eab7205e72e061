package usher.chat.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the assistant is paused; the rest is absent when it is not. */
public record Pause(
        boolean paused,
        @Nullable String reason,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt) {
    static final Pause NONE = new Pause(false, null, null, null);
}
