package usher.chat.conversation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;

/**
 * A question about to be stored. {@code visitor} absent means the conversation's own (a tenant's server continues it);
 * {@code opens} says that the conversation begins with it; {@code identity} holds verified claims; {@code decision} is what it
 * decides, if anything. A question is found by its turn: both have one UUID.
 */
public record Question(
        @Nullable VisitorId visitor,
        Map<String, Object> identity,
        ConversationId conversation,
        boolean opens,
        TurnId turn,
        @Nullable String clientMessageId,
        String text,
        String locale,
        @Nullable Decision decision) {

    /** One that decides nothing. */
    public Question(
            @Nullable VisitorId visitor,
            Map<String, Object> identity,
            ConversationId conversation,
            boolean opens,
            TurnId turn,
            @Nullable String clientMessageId,
            String text,
            String locale) {
        this(visitor, identity, conversation, opens, turn, clientMessageId, text, locale, null);
    }

    public Question deciding(Decision decision) {
        return new Question(visitor, identity, conversation, opens, turn, clientMessageId, text, locale, decision);
    }

    MessageId message() {
        return new MessageId(turn.value());
    }
}
