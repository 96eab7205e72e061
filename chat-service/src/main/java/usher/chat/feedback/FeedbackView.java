package usher.chat.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.VisitorId;

/** What somebody thought of an answer, or of a conversation when {@code message} is absent. */
public record FeedbackView(
        ConversationId conversation,
        @Nullable MessageId message,
        VisitorId visitor,
        @Nullable String thumb,
        @Nullable Integer csat,
        @Nullable String comment,
        Instant givenAt) {
    /** Its place in a list: the text form of what it is about. */
    String subject() {
        return message == null ? conversation.toString() : message.toString();
    }
}
