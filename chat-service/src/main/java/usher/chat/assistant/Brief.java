package usher.chat.assistant;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Decision;
import usher.chat.limit.Grant;
import usher.chat.model.Prompt;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;

/**
 * One question to answer. {@code answer} is the id the answer will have; {@code identity} the visitor's verified
 * claims; {@code grant} what the answer may cost; {@code decision} what the visitor says to an act that waits for it.
 */
public record Brief(
        TenantId tenant,
        String business,
        ConversationId conversation,
        MessageId answer,
        String question,
        List<Prompt.Line> history,
        Map<String, Object> identity,
        String locale,
        Grant grant,
        Terms terms,
        VisitorId visitor,
        @Nullable Decision decision) {

    /** Whether the question alone decides the answer: nobody in particular asks, nothing came before, nothing is special. */
    boolean standsAlone() {
        return history.isEmpty() && identity.isEmpty() && terms.areOrdinary() && decision == null;
    }
}
