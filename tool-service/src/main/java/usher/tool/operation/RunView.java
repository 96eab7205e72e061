package usher.tool.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Reply;

/** What came of a try; {@code state} is succeeded or failed. */
record RunView(
        String state,
        @Nullable JsonNode result,
        @Nullable String display,
        @Nullable ErrorView error,
        @Nullable Integer httpStatus,
        int attempts,
        long durationMs) {
    record ErrorView(String code, String message, boolean retryable, boolean uncertain) {}

    static RunView of(Reply reply, Duration took) {
        return switch (reply.outcome()) {
            case Succeeded(var result, var display) ->
                new RunView("succeeded", result, display, null, reply.httpStatus(), reply.attempts(), took.toMillis());
            case Failed(var code, var message, var retryable, var uncertain) ->
                new RunView(
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
