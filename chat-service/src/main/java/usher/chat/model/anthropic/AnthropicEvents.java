package usher.chat.model.anthropic;

import static usher.chat.model.wire.Fields.next;
import static usher.chat.model.wire.Fields.number;
import static usher.chat.model.wire.Fields.text;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import usher.chat.model.TokenUse;
import usher.chat.model.wire.AnswerSoFar;
import usher.chat.model.wire.Fields;

/**
 * Events of a streamed message; {@code ping} and what is unknown says nothing. See
 * docs.claude.com/en/docs/build-with-claude/streaming. Fields have names of their own over all events, so they are read
 * wherever they stand and the event's type matters for the end alone.
 */
final class AnthropicEvents {
    private AnthropicEvents() {}

    static void read(JsonParser json, AnswerSoFar answer) throws IOException {
        int index = 0;
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "type" -> ended(text(json), answer);
                case "index" -> index = (int) number(json);
                case "message" -> message(json, answer);
                case "content_block" -> block(json, index, answer);
                case "delta" -> delta(json, index, answer);
                case "usage" -> usage(json, answer);
                case "error" -> throw answer.failed(json.readValueAsTree());
                default -> json.skipChildren();
            }
        }
    }

    private static void ended(String type, AnswerSoFar answer) {
        if (type.equals("message_stop")) {
            answer.done();
        }
    }

    private static void message(JsonParser json, AnswerSoFar answer) throws IOException {
        if (!Fields.object(json)) {
            return;
        }
        for (var name = next(json); name != null; name = next(json)) {
            if (name.equals("usage")) {
                usage(json, answer);
            } else {
                json.skipChildren();
            }
        }
    }

    private static void block(JsonParser json, int index, AnswerSoFar answer) throws IOException {
        if (!Fields.object(json)) {
            return;
        }
        boolean call = false;
        String called = "";
        String said = "";
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "type" -> call = text(json).equals("tool_use");
                case "name" -> called = text(json);
                case "text" -> said = text(json);
                default -> json.skipChildren();
            }
        }
        if (call) {
            answer.call(index).name(called);
        } else {
            answer.text(said);
        }
    }

    private static void delta(JsonParser json, int index, AnswerSoFar answer) throws IOException {
        if (!Fields.object(json)) {
            return;
        }
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "text" -> answer.text(text(json));
                case "partial_json" -> answer.call(index).arguments(text(json));
                case "stop_reason" -> finish(text(json), answer);
                case "thinking" -> {
                    json.skipChildren();
                    answer.progressed();
                }
                default -> json.skipChildren();
            }
        }
    }

    private static void finish(String reason, AnswerSoFar answer) {
        switch (reason) {
            case "" -> {}
            case "max_tokens", "model_context_window_exceeded" -> answer.finished("length");
            case "refusal" -> answer.finished("content_filter");
            case "tool_use" -> answer.finished("tool_calls");
            default -> answer.finished("stop");
        }
    }

    /**
     * Counts the prompt when the message starts and the output, in total, when it ends. What is written to the provider's
     * cache is input like any other; thinking is not counted apart.
     */
    private static void usage(JsonParser json, AnswerSoFar answer) throws IOException {
        if (!Fields.object(json)) {
            return;
        }
        var before = answer.counted();
        long fresh = -1;
        long written = 0;
        long cached = -1;
        long output = before.output();
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "input_tokens" -> fresh = count(json, fresh);
                case "cache_creation_input_tokens" -> written = count(json, written);
                case "cache_read_input_tokens" -> cached = count(json, cached);
                case "output_tokens" -> output = count(json, output);
                default -> json.skipChildren();
            }
        }
        answer.counted(new TokenUse(
                fresh < 0 ? before.input() : fresh + written, cached < 0 ? before.cached() : cached, output, 0));
    }

    private static long count(JsonParser json, long otherwise) throws IOException {
        return json.currentToken().isNumeric() ? number(json) : otherwise;
    }
}
