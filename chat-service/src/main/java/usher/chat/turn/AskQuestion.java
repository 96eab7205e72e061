package usher.chat.turn;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.VisitorId;

/**
 * A visitor's message. Without a conversation it opens one. The same {@code clientMessageId} of the same visitor is
 * answered once. {@code visitor} may be named by a tenant's server alone; {@code locale} is a language tag.
 * {@code confirmation} decides an act that waits for it; {@code text} is then what the visitor sees as their words.
 */
public record AskQuestion(
        @Nullable ConversationId conversation,
        @NotBlank @Size(max = 8000) String text,

        @JsonProperty("clientMessageId") @Nullable @Size(min = 1, max = 100)
        String clientMessageId,

        @Nullable VisitorId visitor,

        @Nullable @Pattern(regexp = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*") @Size(max = 35)
        String locale,

        @Nullable @Valid Choice confirmation) {

    /** A yes or no to the call of a tool that waits for it. */
    public record Choice(@NotNull CallId call, @NotNull Verdict decision) {
        boolean confirms() {
            return decision == Verdict.CONFIRM;
        }
    }

    public enum Verdict {
        @JsonProperty("confirm")
        CONFIRM,
        @JsonProperty("decline")
        DECLINE
    }
}
