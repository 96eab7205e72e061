package usher.chat.model.openai;

import static usher.chat.model.wire.Fields.next;
import static usher.chat.model.wire.Fields.number;
import static usher.chat.model.wire.Fields.text;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import usher.chat.model.TokenUse;
import usher.chat.model.wire.AnswerSoFar;
import usher.chat.model.wire.Fields;

/** Chunks of a chat completion. See platform.openai.com/docs/api-reference/chat-streaming. */
final class OpenAiFrames {
    private OpenAiFrames() {}

    static void read(JsonParser json, AnswerSoFar answer) throws IOException {
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "choices" -> choices(json, answer);
                case "usage" -> usage(json, answer);
                case "error" -> throw answer.failed(json.readValueAsTree());
                default -> json.skipChildren();
            }
        }
    }

    private static void choices(JsonParser json, AnswerSoFar answer) throws IOException {
        if (!Fields.array(json)) {
            return;
        }
        while (Fields.nextObject(json)) {
            for (var name = next(json); name != null; name = next(json)) {
                switch (name) {
                    // A whole message comes from servers that do not stream.
                    case "delta", "message" -> delta(json, answer);
                    case "finish_reason" -> finish(text(json), answer);
                    default -> json.skipChildren();
                }
            }
        }
    }

    private static void delta(JsonParser json, AnswerSoFar answer) throws IOException {
        if (!Fields.object(json)) {
            return;
        }
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "content" -> answer.text(text(json));
                case "tool_calls" -> calls(json, answer);
                // Not OpenAI's, but what DeepSeek, vLLM and others send while they think.
                case "reasoning_content", "reasoning" -> reasoning(text(json), answer);
                default -> json.skipChildren();
            }
        }
    }

    private static void reasoning(String thought, AnswerSoFar answer) {
        if (!thought.isEmpty()) {
            answer.progressed();
        }
    }

    private static void calls(JsonParser json, AnswerSoFar answer) throws IOException {
        if (!Fields.array(json)) {
            return;
        }
        while (Fields.nextObject(json)) {
            call(json, answer);
        }
    }

    /** Servers that never break a call into pieces may leave out its index. */
    private static void call(JsonParser json, AnswerSoFar answer) throws IOException {
        int index = -1;
        String called = "";
        String arguments = "";
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "index" -> index = (int) number(json);
                case "function" -> {
                    if (Fields.object(json)) {
                        for (var field = next(json); field != null; field = next(json)) {
                            switch (field) {
                                case "name" -> called = text(json);
                                case "arguments" -> arguments = text(json);
                                default -> json.skipChildren();
                            }
                        }
                    }
                }
                default -> json.skipChildren();
            }
        }
        answer.call(index >= 0 ? index : answer.calls()).name(called).arguments(arguments);
    }

    private static void finish(String reason, AnswerSoFar answer) {
        switch (reason) {
            case "" -> {}
            case "length" -> answer.finished("length");
            case "content_filter" -> answer.finished("content_filter");
            case "tool_calls", "function_call" -> answer.finished("tool_calls");
            default -> answer.finished("stop");
        }
    }

    /** The provider counts what it had cached among the prompt's tokens, and reasoning among the completion's. */
    private static void usage(JsonParser json, AnswerSoFar answer) throws IOException {
        if (!Fields.object(json)) {
            return;
        }
        long prompt = 0;
        long cached = 0;
        long completion = 0;
        long reasoning = 0;
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "prompt_tokens" -> prompt = number(json);
                case "completion_tokens" -> completion = number(json);
                case "prompt_tokens_details" -> cached = detail(json, "cached_tokens");
                case "completion_tokens_details" -> reasoning = detail(json, "reasoning_tokens");
                default -> json.skipChildren();
            }
        }
        answer.counted(
                new TokenUse(Math.max(0, prompt - cached), cached, Math.max(0, completion - reasoning), reasoning));
    }

    private static long detail(JsonParser json, String wanted) throws IOException {
        long found = 0;
        if (Fields.object(json)) {
            for (var name = next(json); name != null; name = next(json)) {
                if (name.equals(wanted)) {
                    found = number(json);
                } else {
                    json.skipChildren();
                }
            }
        }
        return found;
    }
}
