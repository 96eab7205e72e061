package usher.tool.invocation.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.tool.invocation.content.Excerpt;
import usher.tool.invocation.effect.CallState;
import usher.tool.invocation.record.Ending;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;

/**
 * What came of a call: {@code state} is succeeded, failed, declined or needs_confirmation. {@code repeated} says that nothing
 * was called for it, because the same was done before.
 */
@Schema(description = "state is succeeded, failed, declined or needs_confirmation.")
public record OutcomeView(
        String state,
        @Nullable JsonNode result,
        @Nullable String display,
        @Nullable ErrorView error,
        long durationMs,
        @Nullable ConfirmationView confirmation,
        @Nullable Boolean repeated,
        @Nullable ProvenanceView provenance) {
    /** {@code uncertain} says that it may have been done all the same. */
    public record ErrorView(String code, String message, boolean retryable, boolean uncertain) {}

    /** Until when the visitor may confirm. */
    public record ConfirmationView(Instant expiresAt) {}

    /** Where a result comes from: a tool, and the kind of target behind it; and whether it was cut to size. */
    public record ProvenanceView(String tool, @Nullable String target, boolean truncated) {}

    public static OutcomeView of(Answer answer, int longest) {
        return switch (answer) {
            case Answer.Waiting(var expiresAt) ->
                new OutcomeView("needs_confirmation", null, null, null, 0, new ConfirmationView(expiresAt), null, null);
            case Answer.Ended ended -> of(ended, longest);
        };
    }

    private static OutcomeView of(Answer.Ended ended, int longest) {
        var ending = ended.ending();
        var repeated = ended.repeated() ? true : null;
        return switch (ending.outcome()) {
            case Succeeded(var result, var display) -> {
                var excerpt = Excerpt.of(result, longest);
                yield new OutcomeView(
                        state(ending),
                        excerpt.value(),
                        display,
                        null,
                        ending.durationMs(),
                        null,
                        repeated,
                        provenance(ended.source(), excerpt));
            }
            case Failed(var code, var message, var retryable, var uncertain) ->
                new OutcomeView(
                        state(ending),
                        null,
                        null,
                        new ErrorView(code, message, retryable, uncertain),
                        ending.durationMs(),
                        null,
                        repeated,
                        null);
        };
    }

    private static @Nullable ProvenanceView provenance(Answer.@Nullable Source source, Excerpt excerpt) {
        return source == null ? null : new ProvenanceView(source.tool(), source.target(), excerpt.truncated());
    }

    private static String state(Ending ending) {
        return ending.state() == CallState.EXPIRED
                ? CallState.FAILED.text()
                : ending.state().text();
    }
}
