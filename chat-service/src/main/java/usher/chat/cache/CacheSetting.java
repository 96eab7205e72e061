package usher.chat.cache;

import jakarta.validation.constraints.NotNull;

/** Whether a question that was just answered is answered the same again, and for how many seconds. */
public record CacheSetting(boolean enabled, long lifeSeconds) {

    /** What a member chooses. */
    public record Choose(@NotNull Boolean enabled) {}
}
