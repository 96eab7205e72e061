package usher.tool.target;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a tool did. */
public sealed interface Outcome {
    /** {@code display} is a sentence the tool offers for showing as it is. */
    record Succeeded(JsonNode result, @Nullable String display) implements Outcome {}

    /**
     * {@code code} is stable; {@code message} is for the model; {@code retryable} says that another call may work;
     * {@code uncertain} that the tool may have done its work all the same.
     */
    record Failed(String code, String message, boolean retryable, boolean uncertain) implements Outcome {
        /** Of a call that certainly did nothing. */
        public static Failed certainly(String code, String message, boolean retryable) {
            return new Failed(code, message, retryable, false);
        }
    }
}
