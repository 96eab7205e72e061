package usher.chat.turn;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TurnId;
import usher.kit.problem.Problem;

/**
 * What a visitor may know of a turn while it runs; the vocabulary of the widget, the stream, the tests and the docs alike.
 * Nothing internal fits into these records, so nothing has to be filtered out.
 */
@JsonPropertyOrder("type")
public sealed interface ReplyEvent {
    @JsonProperty("type")
    String type();

    record TurnStarted(TurnId turnId, ConversationId conversationId, MessageId messageId) implements ReplyEvent {
        @Override
        public String type() {
            return "turn.started";
        }
    }

    /** {@code state} is running, needs_confirmation, succeeded or failed. */
    record ToolProgress(CallId callId, String label, String state) implements ReplyEvent {
        @Override
        public String type() {
            return "tool.progress";
        }
    }

    /** A limit of the plan is near, or a soft one is reached; the turn goes on. */
    record LimitWarning(String metric, long limit, long used, boolean reached, Instant resetsAt) implements ReplyEvent {
        @Override
        public String type() {
            return "limit.warning";
        }
    }

    record TextDelta(MessageId messageId, String delta) implements ReplyEvent {
        @Override
        public String type() {
            return "text.delta";
        }
    }

    record CitationAdded(int index, String title, @Nullable String url) implements ReplyEvent {
        @Override
        public String type() {
            return "citation";
        }
    }

    /** The answer is stored. */
    record MessageCompleted(
            MessageId messageId,
            String finishReason,
            @Nullable Usage usage) implements ReplyEvent {
        @Override
        public String type() {
            return "message.completed";
        }
    }

    /** The turn failed; nothing of it is stored but the question, which may be asked again. On the wire, the problem itself. */
    record Failed(Problem problem) implements ReplyEvent {
        @Override
        public String type() {
            return "error";
        }
    }

    record TurnCompleted(TurnId turnId) implements ReplyEvent {
        @Override
        public String type() {
            return "turn.completed";
        }
    }

    /** What the plan leaves in this period; no figure where there is no limit. */
    record Usage(@Nullable Long messagesLeft, Instant resetsAt) {}
}
