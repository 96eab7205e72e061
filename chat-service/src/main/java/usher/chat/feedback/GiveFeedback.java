package usher.chat.feedback;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;

/**
 * A {@code thumb} on an answer, or a {@code csat} from 1 to 5 on a conversation; a comment may go with either or stand alone.
 * Given again, it replaces what was given before; a comment stays until another one is given.
 */
public record GiveFeedback(
        @Nullable MessageId message,
        @Nullable ConversationId conversation,
        @Nullable @Pattern(regexp = "up|down") String thumb,
        @Nullable @Min(1) @Max(5) Integer csat,
        @Nullable @Size(max = 2000) String comment) {

    @AssertTrue(message = "Name a message for a thumb or a conversation for a csat, and give one of them or a comment.")
    @Schema(hidden = true)
    public boolean isAboutOneThing() {
        boolean about = message == null ? conversation != null && thumb == null : csat == null;
        return about && (thumb != null || csat != null || (comment != null && !comment.isBlank()));
    }
}
