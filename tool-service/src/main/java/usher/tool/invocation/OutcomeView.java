package usher.tool.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;

/** The answer to chat-service; {@code state} is succeeded or failed. */
record OutcomeView(
        String state,
        @Nullable JsonNode result,
        @Nullable String display,
        @Nullable ErrorView error,
        long durationMs) {
    record ErrorView(String code, String message, boolean retryable) {}

    static OutcomeView of(Ending ending) {
        return switch (ending.outcome()) {
            case Succeeded(var result, var display) ->
                new OutcomeView(ending.state(), result, display, null, ending.durationMs());
            case Failed(var code, var message, var retryable, var uncertain) ->
                new OutcomeView(
                        ending.state(), null, null, new ErrorView(code, message, retryable), ending.durationMs());
        };
    }
}
