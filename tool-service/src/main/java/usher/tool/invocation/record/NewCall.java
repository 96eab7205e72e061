package usher.tool.invocation.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.InvocationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.ToolId;
import usher.tool.invocation.effect.CallState;
import usher.tool.invocation.effect.Episode;
import usher.tool.invocation.endpoint.Endpoint;
import usher.tool.invocation.endpoint.InvokeTool;

/** A call to be stored: who asked, for what, and how it begins. {@code arguments} may be kept: no identity value is in them. */
public record NewCall(InvocationId id, Asked asked, What what, JsonNode arguments, Beginning beginning, Instant now) {
    /** {@code conversation} and {@code message} are null for a test. */
    public record Asked(
            CallId call,
            @Nullable ConversationId conversation,
            @Nullable MessageId message) {
        public static Asked of(InvokeTool wanted) {
            return new Asked(wanted.callId(), wanted.conversation(), wanted.messageId());
        }
    }

    /** {@code tool}, {@code risk} and {@code target} are null for a tool that the tenant does not have. */
    public record What(
            String name,
            @Nullable ToolId tool,
            @Nullable String risk,
            @Nullable String target) {
        public static What of(Endpoint endpoint) {
            return new What(
                    endpoint.name(),
                    endpoint.parameters().tool(),
                    endpoint.risk(),
                    endpoint.destination().kind());
        }

        public static What unknown(String name) {
            return new What(name, null, null, null);
        }
    }

    /** How a call comes into the world; {@code unsure} says that an attempt at its effect before it may have succeeded. */
    public sealed interface Beginning {
        default CallState state() {
            return switch (this) {
                case Running running -> CallState.RUNNING;
                case Waiting waiting -> CallState.AWAITING;
                case Over over -> over.ending().state();
            };
        }

        /** {@code confirmedBy} is set when somebody had to confirm it and did by asking for it. */
        record Running(
                @Nullable Episode episode,
                boolean unsure,
                Instant deadline,
                @Nullable String confirmedBy) implements Beginning {}

        record Waiting(Episode episode, boolean unsure, Instant deadline, String sealedArguments)
                implements Beginning {}

        /** Nothing is called; {@code repeats} is the call whose outcome this is. */
        record Over(Ending ending, @Nullable InvocationId repeats) implements Beginning {}
    }
}
