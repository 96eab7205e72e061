package usher.chat.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.MessageId;
import usher.contracts.id.VisitorId;

/** What tool-service is told of a decision, the visitor's own or a {@code member}'s; {@code decision} is confirm or decline. */
public record Decide(
        String decision,
        ConversationId conversation,
        MessageId messageId,
        VisitorId visitor,
        @Nullable Map<String, Object> identity,
        String locale,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MemberId member) {}
