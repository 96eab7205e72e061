package usher.chat.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;

/** What tool-service is asked to run. {@code identity} holds the visitor's verified claims, absent for anonymous ones. */
public record RunTool(
        String tool,
        CallId callId,
        ConversationId conversation,
        MessageId messageId,
        JsonNode arguments,
        @Nullable Map<String, Object> identity,
        String locale) {}
