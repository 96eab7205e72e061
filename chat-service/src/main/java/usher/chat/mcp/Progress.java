package usher.chat.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.chat.turn.ReplyEvent;
import usher.contracts.id.TurnId;

/** Tells how far a turn is: what tools do, and from time to time how much is said. One turn, one thread at a time. */
final class Progress {
    private static final int DELTAS_A_NOTE = 20;

    private final JsonNode token;
    private int notes;
    private int deltas;
    private long characters;
    private @Nullable TurnId turn;
    private boolean over;

    /** {@code token} is the client's own, a text or a whole number. */
    Progress(JsonNode token) {
        this.token = token;
    }

    /** The turn while it runs. */
    Optional<TurnId> running() {
        return over ? Optional.empty() : Optional.ofNullable(turn);
    }

    Optional<ObjectNode> hear(ReplyEvent event) {
        return switch (event) {
            case ReplyEvent.TurnStarted started -> {
                turn = started.turnId();
                yield note("The question was taken.");
            }
            case ReplyEvent.ToolProgress tool -> note(tool.label() + ": " + tool.state());
            case ReplyEvent.TextDelta more -> {
                characters += more.delta().length();
                yield deltas++ % DELTAS_A_NOTE == 0
                        ? note("Answering, " + characters + " characters so far.")
                        : Optional.empty();
            }
            case ReplyEvent.TurnCompleted completed -> {
                over = true;
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<ObjectNode> note(String words) {
        var notification =
                JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("method", "notifications/progress");
        notification
                .putObject("params")
                .put("progress", ++notes)
                .put("message", words)
                .set("progressToken", token);
        return Optional.of(notification);
    }
}
