package usher.chat.guard;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.VisitorId;
import usher.kit.problem.Refusal;

/** Blocks a visitor or a range of addresses ({@code 203.0.113.7}, {@code 203.0.113.0/24}, {@code 2001:db8::/64}): exactly one of the two. */
public record CreateBlock(
        @Nullable VisitorId visitor,
        @Nullable @Size(max = 60) String range,
        @NotBlank @Size(max = 300) String reason,
        @Nullable @Future Instant expiresAt) {

    /** The range as it is stored; refuses what is none, and what would lock out a large part of the world by mistake. */
    @Nullable
    String checkedRange() {
        if ((visitor == null) == (range == null)) {
            throw Refusal.invalid("/range", "one-of", "Name a visitor or a range of addresses.");
        }
        if (range == null) {
            return null;
        }
        try {
            var parsed = AddressRange.parse(range);
            if (parsed.bits() < 8) {
                throw Refusal.invalid("/range", "too-wide", "A range has at least 8 bits in common.");
            }
            return parsed.toString();
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("/range", "range", "Write a range as 203.0.113.0/24 or 2001:db8::/64.");
        }
    }
}
