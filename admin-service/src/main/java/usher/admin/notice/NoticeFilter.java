package usher.admin.notice;

import jakarta.ws.rs.QueryParam;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import usher.kit.page.Moments;
import usher.kit.problem.Refusal;

/** Which notices are wanted; all when nothing is said. */
class NoticeFilter {
    private static final Set<String> STATES = Set.of("waiting", "delivered", "failed");
    private static final Pattern EVENT = Pattern.compile("[a-z_]{1,60}\\.([a-z_]{1,60}|\\*)");

    @QueryParam("event")
    @Parameter(description = "Notices of one name, such as invoice.paid, or of a family: invoice.*.")
    @Nullable
    String event;

    @QueryParam("state")
    @Parameter(description = "Notices of which a delivery is waiting, delivered or failed.")
    @Nullable
    String state;

    @QueryParam("from")
    @Parameter(description = "Received at this moment or later (RFC 3339).")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "Received before this moment (RFC 3339).")
    @Nullable
    String to;

    /** A pattern for {@code like}, in which an underscore is one. */
    @Nullable
    String name() {
        if (event == null) {
            return null;
        }
        if (!EVENT.matcher(event).matches()) {
            throw Refusal.invalid("/event", "event-invalid", "An event is called noun.verb_past, a family noun.*.");
        }
        return event.replace("_", "\\_").replace('*', '%');
    }

    @Nullable
    String deliveryState() {
        if (state == null) {
            return null;
        }
        if (!STATES.contains(state)) {
            throw Refusal.invalid("/state", "state-unknown", "A delivery is waiting, delivered or failed.");
        }
        return state.toUpperCase(Locale.ROOT);
    }

    @Nullable
    OffsetDateTime since() {
        return Moments.read("/from", from);
    }

    @Nullable
    OffsetDateTime until() {
        return Moments.read("/to", to);
    }
}
