package usher.e2e.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** What came back: kept whole, whatever its status. */
public record Answer(String request, int status, HttpHeaders headers, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body as JSON; a missing node when it is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException plain) {
            return MissingNode.getInstance();
        }
    }

    /** The value at a JSON pointer, or a missing node. */
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    public String text(String pointer) {
        return at(pointer).asText();
    }

    /** The problem's code, when this is a problem; OpenAI's error bodies carry it beside their own. */
    public @Nullable String code() {
        var code = json().path("code").textValue();
        return code == null ? json().at("/error/usher/code").textValue() : code;
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** This answer if it is a success, else a sentence about what was asked and what came back. */
    public Answer orThrow() {
        if (!ok()) {
            throw new UnexpectedAnswer(this);
        }
        return this;
    }

    @Override
    public String toString() {
        return request + " → " + status + " " + (text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text);
    }

    /** A call that had to work did not. */
    public static final class UnexpectedAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnexpectedAnswer(Answer answer) {
            super(answer.toString());
        }
    }
}
