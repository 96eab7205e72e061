package usher.chat.tool;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.VisitorId;

/** What tool-service is told of a visitor's decision; {@code decision} is confirm or decline. */
public record Decide(
        String decision,
        ConversationId conversation,
        MessageId messageId,
        VisitorId visitor,
        @Nullable Map<String, Object> identity,
        String locale) {}
