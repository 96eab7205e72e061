package usher.e2e.standin.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import usher.e2e.standin.ChatRequest;
import usher.e2e.standin.Step;

/** One provider's protocol, on the wire. */
public interface Dialect {
    Dialect OPENAI = new OpenAiDialect();
    Dialect ANTHROPIC = new AnthropicDialect();
    Dialect GEMINI = new GeminiDialect();
    Dialect OLLAMA = new OllamaDialect();

    /** The API key that was sent, or an empty text. */
    String key(HttpServerRequest http);

    /** The request in the shape of OpenAI's, or {@link Refused}. */
    ChatRequest read(HttpServerRequest http, JsonNode body);

    Frames stream(Reply reply);

    /** The answer to a request that does not stream. */
    String whole(Reply reply);

    Problem problem(Step.Fail failure);

    /** An error in the middle of a stream. */
    String fault(Step.Fail failure);

    String streamType();

    /** The header that carries an answer's id. */
    default String idHeader() {
        return "x-request-id";
    }

    /** The list of the one model there is. */
    String models(String model);

    /**
     * A stream cut into what comes before the first token, one frame for each token, and the end. Frames of tool calls count
     * as tokens here, because a script may stop between them.
     */
    record Frames(String lead, java.util.List<String> tokens, String end) {}

    /** An error response. {@code retryAfter} is the header's value where this provider sends one. */
    record Problem(int status, @Nullable String retryAfter, String body) {}
}
