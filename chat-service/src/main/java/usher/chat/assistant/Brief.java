package usher.chat.assistant;

import java.util.List;
import java.util.Map;
import usher.chat.limit.Grant;
import usher.chat.model.Prompt;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;

/**
 * One question to answer. {@code answer} is the id the answer will have; {@code identity} the visitor's verified
 * claims; {@code grant} what the answer may cost.
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
        Terms terms) {

    /** Whether the question alone decides the answer: nobody in particular asks, nothing came before, nothing is special. */
    boolean standsAlone() {
        return history.isEmpty() && identity.isEmpty() && terms.areOrdinary();
    }
}
