package usher.tool.invocation.trial;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvocationId;
import usher.tool.invocation.execution.OutcomeView;
import usher.tool.target.Preview;

/**
 * What came of a test: {@code request} is what would have been sent, in a dry run alone; {@code raw} what the target sent
 * as it came; {@code outcome} what a model would be told of it. {@code invocation} is its entry in the log.
 */
record TestView(
        @Nullable InvocationId invocation,
        @Nullable Preview request,
        @Nullable OutcomeView outcome,
        @Nullable Integer httpStatus,
        @Nullable Integer attempts,
        @Nullable String raw) {
    static TestView dry(Preview request) {
        return new TestView(null, request, null, null, null, null);
    }

    static TestView refused(OutcomeView outcome) {
        return new TestView(null, null, outcome, null, null, null);
    }
}
