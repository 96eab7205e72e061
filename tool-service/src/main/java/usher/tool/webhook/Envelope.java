package usher.tool.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.tool.target.Outcome;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;

/**
 * Reads what an endpoint answered: any JSON is the result itself, unless it is an object of nothing but {@code result},
 * {@code display} and {@code error}. What the other side says is cut to size before anybody relies on it.
 */
final class Envelope {
    private static final Set<String> MEMBERS = Set.of("result", "display", "error");
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final String TOOL_ERROR = "tool-error";
    private static final int LONGEST_TEXT = 1_000;
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Envelope() {}

    static Outcome read(String body) {
        if (body.isBlank()) {
            return new Succeeded(NullNode.getInstance(), null);
        }
        try {
            var json = JSON.readTree(body);
            return isEnvelope(json) ? open(json) : new Succeeded(json, null);
        } catch (JsonProcessingException malformed) {
            return new Failed("result-invalid", "The tool's answer is not JSON.", false, true);
        }
    }

    private static boolean isEnvelope(JsonNode json) {
        return json.isObject()
                && (json.has("result") || json.has("error"))
                && json.properties().stream().allMatch(member -> MEMBERS.contains(member.getKey()));
    }

    private static Outcome open(JsonNode envelope) {
        if (envelope.hasNonNull("error")) {
            var error = envelope.get("error");
            var code = error.path("code").asText("");
            var message = text(error.isTextual() ? error : error.path("message"));
            return new Failed(
                    CODE.matcher(code).matches() ? code : TOOL_ERROR,
                    message == null ? "The tool reports an error." : message,
                    error.path("retryable").asBoolean(false),
                    false);
        }
        var result = envelope.get("result");
        return new Succeeded(result == null ? NullNode.getInstance() : result, text(envelope.path("display")));
    }

    /** Without the one character that Postgres cannot hold in text. */
    private static @Nullable String text(JsonNode node) {
        if (!node.isTextual()) {
            return null;
        }
        var text = node.asText().replace("\0", "");
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
