package usher.tool.invocation.log;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.kit.page.Moments;

/** Which calls are wanted: all that are told of no otherwise. */
public class InvocationFilter {
    /** An id is made a moment before or after the time beside it. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    @QueryParam("tool")
    @Size(max = 200)
    @Pattern(regexp = "\\P{Cc}*")
    @Parameter(description = "The tool's name.")
    @Nullable
    String tool;

    @QueryParam("state")
    @Pattern(regexp = "running|awaiting|succeeded|failed|declined|expired")
    @Parameter(description = "running, awaiting, succeeded, failed, declined or expired.")
    @Nullable
    String state;

    @QueryParam("conversation")
    @Nullable
    ConversationId conversation;

    @QueryParam("from")
    @Parameter(description = "RFC 3339; calls from then on.")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "RFC 3339; calls before then.")
    @Nullable
    String to;

    @QueryParam("test")
    @Parameter(description = "true for test calls alone, false for all others.")
    @Nullable
    Boolean test;

    @QueryParam("origin")
    @Pattern(regexp = "conversation|test|trial|live|stock")
    @Parameter(
            description =
                    "conversation, test (of a tool), trial (of an operation), live (to ground an answer) or stock (a watch).")
    @Nullable
    String origin;

    Conditions conditions() {
        var conditions = new Conditions();
        conditions.add("tool = %s", tool);
        conditions.add("state = %s", state);
        conditions.add("conversation_id = %s", conversation == null ? null : conversation.value());
        if (test != null) {
            conditions.add(test ? "test" : "not test");
        }
        addOrigin(conditions);
        var since = Moments.read("/from", from);
        if (since != null) {
            conditions.add("created_at >= %s", since);
            conditions.add("id >= %s", firstId(since.minus(SLACK)));
        }
        var until = Moments.read("/to", to);
        if (until != null) {
            conditions.add("created_at < %s", until);
            conditions.add("id < %s", firstId(until.plus(SLACK)));
        }
        return conditions;
    }

    private void addOrigin(Conditions conditions) {
        switch (origin) {
            case null -> {}
            case "conversation" -> conditions.add("origin is null and not test");
            case "test" -> conditions.add("origin is null and test");
            default -> conditions.add("origin = %s", origin);
        }
    }

    /** Ids begin with the time they were made at (UUIDv7), so a span of time is a range of the key. */
    private static UUID firstId(OffsetDateTime time) {
        return new UUID(time.toInstant().toEpochMilli() << 16, 0);
    }
}
