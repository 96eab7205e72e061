package usher.tool.invocation.confirmation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.MessageId;
import usher.contracts.id.VisitorId;

/**
 * What a visitor says to a call that waits: {@code message_id} is the answer of the turn in which it was said, {@code identity}
 * the claims of the visitor's verified identity, which were not kept.
 */
public record DecideCall(
        @NotNull Decision decision,
        @NotNull ConversationId conversation,
        @NotNull MessageId messageId,
        @NotNull VisitorId visitor,
        @Nullable ObjectNode identity,
        @Nullable @Size(max = 35) String locale,
        @Nullable MemberId member) {
    /** Who decides: {@code mem_…} or {@code vis_…}. */
    String actor() {
        return member == null ? visitor.toString() : member.toString();
    }

    public enum Decision {
        @JsonProperty("confirm")
        CONFIRM,
        @JsonProperty("decline")
        DECLINE
    }
}
