package usher.chat.model.ollama;

import static usher.chat.model.wire.Fields.next;
import static usher.chat.model.wire.Fields.number;
import static usher.chat.model.wire.Fields.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import usher.chat.model.TokenUse;
import usher.chat.model.wire.AnswerSoFar;
import usher.chat.model.wire.Fields;

/** Lines of a streamed chat. See docs.ollama.com/api/chat. */
final class OllamaLines {
    private OllamaLines() {}

    static void read(JsonParser json, AnswerSoFar answer) throws IOException {
        boolean done = false;
        String reason = "";
        long prompt = -1;
        long output = -1;
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "message" -> message(json, answer);
                case "done" -> done = json.getValueAsBoolean();
                case "done_reason" -> reason = text(json);
                case "prompt_eval_count" -> prompt = number(json);
                case "eval_count" -> output = number(json);
                case "error" -> throw answer.failed(json.readValueAsTree());
                default -> json.skipChildren();
            }
        }
        if (done) {
            answer.done();
            answer.finished(reason.equals("length") ? "length" : "stop");
            // Without counts the use is estimated.
            if (prompt >= 0 || output >= 0) {
                answer.counted(TokenUse.of(Math.max(0, prompt), Math.max(0, output)));
            }
        }
    }

    private static void message(JsonParser json, AnswerSoFar answer) throws IOException {
        if (!Fields.object(json)) {
            return;
        }
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "content" -> answer.text(text(json));
                case "thinking" -> {
                    if (!text(json).isEmpty()) {
                        answer.progressed();
                    }
                }
                case "tool_calls" -> calls(json.readValueAsTree(), answer);
                default -> json.skipChildren();
            }
        }
    }

    /** Calls come whole. */
    private static void calls(JsonNode calls, AnswerSoFar answer) {
        for (var call : calls) {
            var function = call.path("function");
            answer.call(answer.calls())
                    .name(function.path("name").asText())
                    .arguments(function.path("arguments").toString());
        }
    }
}
