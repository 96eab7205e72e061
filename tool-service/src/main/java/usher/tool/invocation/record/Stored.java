package usher.tool.invocation.record;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.InvocationId;
import usher.tool.invocation.effect.Episode;

/**
 * The row of a call, what it is metered as, and the effect it is an attempt at. One without a conversation is a test, which
 * nobody pays for.
 */
public record Stored(
        InvocationId id,
        String tool,
        @Nullable ConversationId conversation,
        @Nullable Episode episode) {}
