package usher.tool.direct;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvocationId;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Reply;

/** What came of a try; {@code state} is succeeded or failed, {@code invocation} its entry in the log of calls. */
record RunView(
        InvocationId invocation,
        String state,
        @Nullable JsonNode result,
        @Nullable String display,
        @Nullable ErrorView error,
        @Nullable Integer httpStatus,
        int attempts,
        long durationMs) {
    record ErrorView(String code, String message, boolean retryable, boolean uncertain) {}

    static RunView of(InvocationId invocation, Reply reply, Duration took) {
        return switch (reply.outcome()) {
            case Succeeded(var result, var display) ->
                new RunView(
                        invocation,
                        "succeeded",
                        result,
                        display,
                        null,
                        reply.httpStatus(),
                        reply.attempts(),
                        took.toMillis());
            case Failed(var code, var message, var retryable, var uncertain) ->
                new RunView(
                        invocation,
                        "failed",
                        null,
                        null,
                        new ErrorView(code, message, retryable, uncertain),
                        reply.httpStatus(),
                        reply.attempts(),
                        took.toMillis());
        };
    }
}
