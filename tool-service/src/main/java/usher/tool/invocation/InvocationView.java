package usher.tool.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.InvocationId;

/** One call as the tenant's people see it; values of the visitor's identity are not in the arguments. */
record InvocationView(
        InvocationId id,
        String tool,
        ConversationId conversation,
        CallId call,
        JsonNode arguments,
        @Nullable JsonNode result,
        String state,
        @Nullable Integer httpStatus,
        @Nullable Integer attempts,
        @Nullable Long durationMs,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        Instant createdAt) {}
