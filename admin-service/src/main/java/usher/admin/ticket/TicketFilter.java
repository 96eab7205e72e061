package usher.admin.ticket;

import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TicketPriority;
import usher.contracts.id.MemberId;
import usher.kit.access.Caller;
import usher.kit.problem.Refusal;

/** Which tickets are wanted; all that were not erased when nothing is said. */
class TicketFilter {
    private static final int MOST_WORDS = 12;

    @QueryParam("status")
    @Parameter(description = "open, pending, solved or closed.")
    @Nullable
    String status;

    @QueryParam("priority")
    @Parameter(description = "low, normal, high or urgent.")
    @Nullable
    String priority;

    @QueryParam("assignee")
    @Parameter(description = "A member's id, me, or none for tickets that are nobody's.")
    @Nullable
    String assignee;

    @QueryParam("q")
    @Size(max = 200)
    @Parameter(description = "Words of the subject, or beginnings of them, or a number.")
    @Nullable
    String q;

    /** What rows have to be like, each part naming the values that it puts behind those that are there. */
    String condition(Caller caller, Tuple values) {
        return status(values) + priority(values) + assignee(caller, values) + words(values);
    }

    private String status(Tuple values) {
        if (status == null) {
            return "";
        }
        var known = named(TicketStatus.values(), status)
                .orElseThrow(() ->
                        Refusal.invalid("/status", "status-unknown", "A status is open, pending, solved or closed."));
        return and("status = ", values.addString(known.name()));
    }

    private String priority(Tuple values) {
        if (priority == null) {
            return "";
        }
        var known = named(TicketPriority.values(), priority)
                .orElseThrow(() ->
                        Refusal.invalid("/priority", "priority-unknown", "A priority is low, normal, high or urgent."));
        return and("priority = ", values.addString(known.name()));
    }

    private String assignee(Caller caller, Tuple values) {
        if (assignee == null) {
            return "";
        }
        return assignee.equals("none")
                ? " and assignee_id is null"
                : and("assignee_id = ", values.addUUID(member(caller, assignee)));
    }

    private static UUID member(Caller caller, String text) {
        try {
            return text.equals("me") && caller instanceof Caller.Member self
                    ? self.id().value()
                    : MemberId.fromString(text).value();
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("/assignee", "assignee-invalid", "Write a member's id, me or none.");
        }
    }

    /** Signs are no words: who types nothing else finds nothing. */
    private String words(Tuple values) {
        if (q == null || q.isBlank()) {
            return "";
        }
        var words = Arrays.stream(q.split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toArray(String[]::new);
        return words.length == 0
                ? " and false"
                : " and id in (select tickets_found($"
                        + values.addArrayOfString(words).size() + "))";
    }

    private static String and(String comparison, Tuple values) {
        return " and " + comparison + "$" + values.size();
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
