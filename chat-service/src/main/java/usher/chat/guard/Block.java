package usher.chat.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.VisitorId;

/** Somebody a tenant does not want to hear: one visitor, or a range of addresses; until {@code expiresAt}, or for good. */
public record Block(
        BlockId id,
        @Nullable VisitorId visitor,
        @Nullable String range,
        String reason,
        String blockedBy,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
