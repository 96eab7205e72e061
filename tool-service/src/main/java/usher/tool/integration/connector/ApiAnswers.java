package usher.tool.integration.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;
import java.util.stream.Stream;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.http.HttpReply.Unanswered;
import usher.tool.integration.connector.Health.Failing;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Reply;

/** What APIs over HTTP say when they say no, in the words of tools: a stable code, and their own message within bounds. */
public final class ApiAnswers {
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LONGEST_MESSAGE = 300;

    private ApiAnswers() {}

    /** Missing where the text is not JSON, null where there is none. */
    public static JsonNode json(String body) {
        if (body.isBlank()) {
            return NullNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            return MissingNode.getInstance();
        }
    }

    /** Of an answer other than 2xx, or of none. */
    public static Reply failed(HttpReply reply) {
        return switch (reply) {
            case Unanswered unanswered -> unanswered.failed();
            case Answered answered -> {
                int status = answered.status();
                var said =
                        message(json(answered.body())).map(text -> ": " + text).orElse(".");
                var failed = new Failed(
                        code(status),
                        sentence(status) + said,
                        status == 408 || status == 429 || status >= 500,
                        status >= 500);
                yield new Reply(failed, answered.attempts(), status);
            }
        };
    }

    /** The same for people who test a connection. */
    public static Failing failing(HttpReply reply) {
        return failed(reply).outcome() instanceof Failed failed
                ? new Failing(failed.code(), failed.message())
                : new Failing("tool-error", "The other side did not answer as expected.");
    }

    public static Failed unreadable() {
        return new Failed("result-invalid", "The other side's answer cannot be read.", false, true);
    }

    private static String code(int status) {
        return switch (status) {
            case 401, 403 -> "integration-unauthorized";
            case 404, 410 -> "not-found";
            case 409 -> "conflict";
            case 400, 422 -> "request-refused";
            case 429 -> "rate-limited";
            default -> "tool-status";
        };
    }

    private static String sentence(int status) {
        return switch (status) {
            case 401, 403 -> "The other side refuses the credentials (" + status + ")";
            case 404, 410 -> "The other side does not know this (" + status + ")";
            case 429 -> "The other side is asked too often (429)";
            default -> "The other side answers with status " + status;
        };
    }

    /** Where APIs put a sentence: RFC 9457, RFC 6749, and what is common beside them. */
    public static Optional<String> message(JsonNode body) {
        var error = body.path("error");
        return Stream.of(
                        body.path("message"),
                        error.path("message"),
                        body.path("detail"),
                        body.path("error_description"),
                        error,
                        body.path("errors").path(0).path("message"),
                        body.path("errors"),
                        body.path("title"))
                .filter(JsonNode::isTextual)
                .map(node -> bounded(node.asText()))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    public static String bounded(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
