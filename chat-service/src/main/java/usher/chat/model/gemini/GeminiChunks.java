package usher.chat.model.gemini;

import static usher.chat.model.wire.Fields.next;
import static usher.chat.model.wire.Fields.number;
import static usher.chat.model.wire.Fields.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.BiConsumer;
import usher.chat.model.TokenUse;
import usher.chat.model.wire.AnswerSoFar;
import usher.chat.model.wire.Fields;
import usher.contracts.id.CallId;

/** Chunks of a streamed answer. See ai.google.dev/api/generate-content. */
final class GeminiChunks {
    private GeminiChunks() {}

    /** {@code signatures} hears which thought signature came with a call. */
    static void read(JsonParser json, AnswerSoFar answer, BiConsumer<CallId, String> signatures) throws IOException {
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "candidates" -> candidates(json, answer, signatures);
                case "usageMetadata" -> usage(json, answer);
                case "promptFeedback" -> feedback(json, answer);
                case "error" -> throw answer.failed(json.readValueAsTree());
                default -> json.skipChildren();
            }
        }
    }

    private static void candidates(JsonParser json, AnswerSoFar answer, BiConsumer<CallId, String> signatures)
            throws IOException {
        if (!Fields.array(json)) {
            return;
        }
        while (Fields.nextObject(json)) {
            for (var name = next(json); name != null; name = next(json)) {
                switch (name) {
                    case "content" -> content(json, answer, signatures);
                    case "finishReason" -> finish(text(json), answer);
                    default -> json.skipChildren();
                }
            }
        }
    }

    private static void content(JsonParser json, AnswerSoFar answer, BiConsumer<CallId, String> signatures)
            throws IOException {
        if (!Fields.object(json)) {
            return;
        }
        for (var name = next(json); name != null; name = next(json)) {
            if (name.equals("parts") && Fields.array(json)) {
                while (Fields.nextObject(json)) {
                    part(json, answer, signatures);
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private static void part(JsonParser json, AnswerSoFar answer, BiConsumer<CallId, String> signatures)
            throws IOException {
        String said = "";
        boolean thought = false;
        String signature = "";
        JsonNode call = null;
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "text" -> said = text(json);
                case "thought" -> thought = json.getValueAsBoolean();
                case "thoughtSignature" -> signature = text(json);
                case "functionCall" -> call = json.readValueAsTree();
                default -> json.skipChildren();
            }
        }
        if (call != null) {
            var piece = answer.call(answer.calls())
                    .name(call.path("name").asText())
                    .arguments(call.path("args").toString());
            if (!signature.isEmpty()) {
                signatures.accept(piece.id(), signature);
            }
        } else if (thought) {
            answer.progressed();
        } else {
            answer.text(said);
        }
    }

    /** A call that the model wrote wrongly is an answer that failed, not one that is finished. */
    private static void finish(String reason, AnswerSoFar answer) {
        switch (reason) {
            case "", "FINISH_REASON_UNSPECIFIED" -> {}
            case "MAX_TOKENS" -> answer.finished("length");
            case "SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY" ->
                answer.finished("content_filter");
            case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL" ->
                throw answer.failed(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("type", reason));
            default -> answer.finished("stop");
        }
    }

    /** A prompt that was blocked has no candidates, so its stream says nothing else. */
    private static void feedback(JsonParser json, AnswerSoFar answer) throws IOException {
        if (!Fields.object(json)) {
            return;
        }
        for (var name = next(json); name != null; name = next(json)) {
            if (name.equals("blockReason")) {
                answer.finished("content_filter");
            }
            json.skipChildren();
        }
    }

    /** What was cached is counted in the prompt; thoughts are not counted in the candidates. */
    private static void usage(JsonParser json, AnswerSoFar answer) throws IOException {
        if (!Fields.object(json)) {
            return;
        }
        long prompt = 0;
        long cached = 0;
        long output = 0;
        long thoughts = 0;
        for (var name = next(json); name != null; name = next(json)) {
            switch (name) {
                case "promptTokenCount", "toolUsePromptTokenCount" -> prompt += number(json);
                case "cachedContentTokenCount" -> cached = number(json);
                case "candidatesTokenCount" -> output = number(json);
                case "thoughtsTokenCount" -> thoughts = number(json);
                default -> json.skipChildren();
            }
        }
        answer.counted(new TokenUse(Math.max(0, prompt - cached), cached, output, thoughts));
    }
}
