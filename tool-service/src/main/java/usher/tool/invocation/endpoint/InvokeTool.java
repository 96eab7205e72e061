package usher.tool.invocation.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;

/**
 * One call a model wants: {@code arguments} as the model said them, {@code identity} the claims of the visitor's verified
 * identity, absent for an anonymous visitor.
 */
public record InvokeTool(
        @NotBlank @Size(max = 200) String tool,
        @NotNull CallId callId,
        @NotNull ConversationId conversation,
        @NotNull MessageId messageId,
        @Nullable JsonNode arguments,
        @Nullable ObjectNode identity,
        @Nullable @Size(max = 35) String locale) {}
