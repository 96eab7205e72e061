package usher.chat.conversation.management;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Audience;
import usher.contracts.id.VisitorId;
import usher.kit.page.Moments;
import usher.kit.problem.Refusal;

/** Which conversations are wanted; what is absent does not narrow. */
public class ConversationFilter {
    @QueryParam("q")
    @Size(max = 200)
    @Parameter(description = "Words that were said; each has to occur, as it is or as a beginning.")
    @Nullable
    String said;

    @QueryParam("status")
    @Pattern(regexp = "open|ended|deleted")
    @Parameter(description = "open, ended, or (for members) deleted; absent shows what is not deleted.")
    @Nullable
    String status;

    @QueryParam("pinned")
    @Nullable
    Boolean pinned;

    @QueryParam("visitor")
    @Nullable
    VisitorId visitor;

    @QueryParam("from")
    @Parameter(description = "Begun at or after this moment, as in 2026-11-21T00:00:00Z.")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "Begun before this moment.")
    @Nullable
    String to;

    @Nullable
    String words() {
        return SearchWords.query(said);
    }

    boolean searchesNothing() {
        return said != null && words() == null;
    }

    /** A visitor is bound to itself, whoever it names. */
    @Nullable
    VisitorId visitor(Audience audience) {
        return audience.visitor() == null ? visitor : audience.visitor();
    }

    /** The status an audience may ask for. */
    @Nullable
    String status(Audience audience) {
        if ("deleted".equals(status) && !audience.seesDeleted()) {
            throw Refusal.invalid("/status", "status-invalid", "Choose open or ended.");
        }
        return status;
    }

    @Nullable
    OffsetDateTime from() {
        return Moments.read("/from", from);
    }

    @Nullable
    OffsetDateTime to() {
        return Moments.read("/to", to);
    }
}
