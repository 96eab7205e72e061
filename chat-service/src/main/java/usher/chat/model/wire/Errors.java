package usher.chat.model.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelFailure;

/**
 * What a provider's refusal means to us. All four protocols put a type, status or code into the error's object, so one
 * reader serves them. Messages are left out: they may repeat what the visitor wrote.
 */
final class Errors {
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);
    private static final Set<String> SPENT =
            Set.of("insufficient_quota", "billing_error", "billing_hard_limit_reached");
    private static final Set<String> BUSY =
            Set.of("overloaded_error", "rate_limit_error", "rate_limit_exceeded", "UNAVAILABLE", "RESOURCE_EXHAUSTED");
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private Errors() {}

    /** A response other than 200: a {@link Setback} or a {@link ModelFailure}. */
    static RuntimeException of(int status, MultiMap headers, byte[] body, ObjectMapper mapper, InstantSource clock) {
        var error = read(body, mapper);
        var words = words(error);
        var message = "The provider answered " + status + words;
        if (status == PAYMENT_REQUIRED || SPENT.stream().anyMatch(words::contains)) {
            return new ModelFailure("model-quota-spent", message);
        }
        if (PASSING.contains(status) || status >= SERVER) {
            var code = status == TOO_MANY ? "model-busy" : "model-unavailable";
            return new Setback(code, message, wait(headers, error, clock), null);
        }
        return new ModelFailure(code(status, words), message);
    }

    /** An error in the middle of a stream. */
    static RuntimeException inStream(JsonNode error) {
        var words = words(error);
        boolean busy = BUSY.stream().anyMatch(words::contains);
        return new Setback(busy ? "model-busy" : "model-failed", "The provider broke off its answer" + words);
    }

    /** Whether an error speaks of the endpoint's health, rather than of one key's limits or one request. */
    static boolean isIllness(int status) {
        return status >= SERVER || status == 408;
    }

    private static String code(int status, String words) {
        if (status == UNAUTHORIZED || status == FORBIDDEN || words.contains("API_KEY_INVALID")) {
            return "model-credential-refused";
        }
        if (status == 404) {
            return "model-unknown";
        }
        return status == 413 || words.contains("context_length_exceeded") || words.contains("request_too_large")
                ? "model-prompt-too-long"
                : "model-refused";
    }

    private static JsonNode read(byte[] body, ObjectMapper mapper) {
        try {
            var json = mapper.readTree(new String(body, java.nio.charset.StandardCharsets.UTF_8));
            // Gemini answers with a list of one when it was not asked for events.
            return (json.isArray() ? json.path(0) : json).path("error");
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The words that programs read: type, code, status and reasons. */
    private static String words(JsonNode error) {
        var words = new StringBuilder();
        for (var field : new String[] {"type", "code", "status"}) {
            if (error.path(field).isTextual()) {
                words.append(' ').append(error.path(field).textValue());
            }
        }
        for (var detail : error.path("details")) {
            words.append(
                    detail.path("reason").isTextual()
                            ? " " + detail.path("reason").textValue()
                            : "");
        }
        return words.toString();
    }

    private static @Nullable Duration wait(MultiMap headers, JsonNode error, InstantSource clock) {
        var header = RetryAfter.of(headers, clock);
        if (header != null) {
            return header;
        }
        for (var detail : error.path("details")) {
            if (detail.path("retryDelay").isTextual()) {
                return RetryAfter.seconds(detail.path("retryDelay").textValue().replace("s", ""));
            }
        }
        return null;
    }
}
