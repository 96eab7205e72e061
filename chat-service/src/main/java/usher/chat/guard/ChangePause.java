package usher.chat.guard;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** Pauses the assistant, for a reason that members see, or lets it answer again. */
public record ChangePause(
        @NotNull Boolean paused,
        @Nullable @Size(min = 1, max = 300) String reason) {

    String givenReason() {
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("/reason", "required", "Say why, for those who find it paused.");
        }
        return reason;
    }
}
