package usher.chat.feedback;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;

/** Which feedback is wanted; what is absent does not narrow. */
public class FeedbackFilter {
    @QueryParam("thumb")
    @Pattern(regexp = "up|down")
    @Nullable
    String thumb;

    @QueryParam("csat")
    @Min(1)
    @Max(5)
    @Nullable
    Integer csat;

    @QueryParam("conversation")
    @Nullable
    ConversationId conversation;
}
