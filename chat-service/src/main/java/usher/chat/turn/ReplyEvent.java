package usher.chat.turn;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Confirmation;
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

    /** The record of an event by its name on the wire. */
    static Class<? extends ReplyEvent> type(String name) {
        return switch (name) {
            case TurnStarted.TYPE -> TurnStarted.class;
            case ToolProgress.TYPE -> ToolProgress.class;
            case TextDelta.TYPE -> TextDelta.class;
            case CitationAdded.TYPE -> CitationAdded.class;
            case MessageCompleted.TYPE -> MessageCompleted.class;
            case LimitWarning.TYPE -> LimitWarning.class;
            case Failed.TYPE -> Failed.class;
            case TurnCompleted.TYPE -> TurnCompleted.class;
            default -> throw new IllegalArgumentException("Unknown event " + name);
        };
    }

    record TurnStarted(TurnId turnId, ConversationId conversationId, MessageId messageId) implements ReplyEvent {
        static final String TYPE = "turn.started";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * {@code state} is running, needs_confirmation, succeeded, failed, declined or expired. {@code confirmation}, beside
     * needs_confirmation alone, is what the visitor is shown before it is done.
     */
    record ToolProgress(
            CallId callId,
            String label,
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Confirmation confirmation)
            implements ReplyEvent {
        static final String TYPE = "tool.progress";

        public ToolProgress(CallId callId, String label, String state) {
            this(callId, label, state, null);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** A limit of the plan is near, or a soft one is reached; the turn goes on. */
    record LimitWarning(String metric, long limit, long used, boolean reached, Instant resetsAt) implements ReplyEvent {
        static final String TYPE = "limit.warning";

        @Override
        public String type() {
            return TYPE;
        }
    }

    record TextDelta(MessageId messageId, String delta) implements ReplyEvent {
        static final String TYPE = "text.delta";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** {@code kind} is live for a source that was asked just now, and absent for what the tenant has taught. */
    record CitationAdded(
            int index,
            String title,
            @Nullable String url,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String kind)
            implements ReplyEvent {
        static final String TYPE = "citation";

        public CitationAdded(int index, String title, @Nullable String url) {
            this(index, title, url, null);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The answer is stored. */
    record MessageCompleted(
            MessageId messageId,
            String finishReason,
            @Nullable Usage usage) implements ReplyEvent {
        static final String TYPE = "message.completed";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The turn failed; nothing of it is stored but the question, which may be asked again. On the wire, the problem itself. */
    record Failed(Problem problem) implements ReplyEvent {
        static final String TYPE = "error";

        @Override
        public String type() {
            return TYPE;
        }
    }

    record TurnCompleted(TurnId turnId) implements ReplyEvent {
        static final String TYPE = "turn.completed";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** What the plan leaves in this period; no figure where there is no limit. */
    record Usage(@Nullable Long messagesLeft, Instant resetsAt) {}
}
