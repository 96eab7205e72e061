package usher.tool.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a tool did. */
sealed interface Outcome {
    /** {@code display} is a sentence the tool offers for showing as it is. */
    record Succeeded(JsonNode result, @Nullable String display) implements Outcome {}

    /** {@code code} is stable; {@code message} is for the model; {@code retryable} says that another call may work. */
    record Failed(String code, String message, boolean retryable) implements Outcome {}
}
