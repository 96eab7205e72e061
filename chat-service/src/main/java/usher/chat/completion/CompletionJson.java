package usher.chat.completion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import usher.chat.conversation.ToolUse;

/** Writes completions, whole and in chunks. See platform.openai.com/docs/api-reference/chat/object and …/streaming. */
@ApplicationScoped
class CompletionJson {
    private static final String REQUESTED = "requested";

    private final ObjectMapper mapper;

    CompletionJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String whole(Completion completion, Part.Whole answer) {
        var json = head(completion, "chat.completion");
        var choice = json.putArray("choices").addObject().put("index", 0);
        var calls = requested(answer);
        var message = choice.putObject("message").put("role", "assistant");
        if (answer.text().isEmpty() && !calls.isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", answer.text());
        }
        message.putNull("refusal");
        if (!calls.isEmpty()) {
            calls(message.putArray("tool_calls"), calls, false);
        }
        choice.putNull("logprobs").put("finish_reason", answer.finishReason());
        json.set("usage", usage(answer));
        json.set("usher", usher(completion, answer));
        return json.toString();
    }

    /** The chunk that every stream begins with. */
    String first(Completion completion) {
        var json = head(completion, "chat.completion.chunk");
        delta(json).put("role", "assistant").put("content", "");
        return json.toString();
    }

    /** The chunks of one part. */
    List<String> chunks(Completion completion, Part part, boolean withUsage) {
        return switch (part) {
            case Part.Said said -> {
                var json = head(completion, "chat.completion.chunk");
                delta(json).put("content", said.delta());
                yield List.of(json.toString());
            }
            case Part.Whole whole -> last(completion, whole, withUsage);
        };
    }

    private List<String> last(Completion completion, Part.Whole answer, boolean withUsage) {
        var chunks = new ArrayList<String>();
        var calls = requested(answer);
        if (!calls.isEmpty()) {
            var json = head(completion, "chat.completion.chunk");
            calls(delta(json).putArray("tool_calls"), calls, true);
            chunks.add(json.toString());
        }
        var end = head(completion, "chat.completion.chunk");
        end.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", answer.finishReason())
                .putObject("delta");
        end.set("usher", usher(completion, answer));
        chunks.add(end.toString());
        if (withUsage) {
            var counted = head(completion, "chat.completion.chunk");
            counted.putArray("choices");
            counted.set("usage", usage(answer));
            chunks.add(counted.toString());
        }
        return chunks;
    }

    private ObjectNode head(Completion completion, String object) {
        return mapper.createObjectNode()
                .put("id", completion.id())
                .put("object", object)
                .put("created", completion.created())
                .put("model", completion.model());
    }

    private static ObjectNode delta(ObjectNode chunk) {
        return chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .putNull("finish_reason")
                .putObject("delta");
    }

    /** Tools that ran here are our business; those the caller has to run are asked for. */
    private static List<ToolUse> requested(Part.Whole answer) {
        return answer.tools().stream()
                .filter(tool -> tool.state().equals(REQUESTED))
                .toList();
    }

    private static void calls(ArrayNode calls, List<ToolUse> tools, boolean numbered) {
        for (int at = 0; at < tools.size(); at++) {
            var call = calls.addObject();
            if (numbered) {
                call.put("index", at);
            }
            call.put("id", tools.get(at).id().toString()).put("type", "function");
            call.putObject("function")
                    .put("name", tools.get(at).name())
                    .put("arguments", tools.get(at).arguments().toString());
        }
    }

    private ObjectNode usage(Part.Whole answer) {
        var use = answer.use();
        var json = mapper.createObjectNode()
                .put("prompt_tokens", use.input())
                .put("completion_tokens", use.output())
                .put("total_tokens", use.input() + use.output());
        json.putObject("prompt_tokens_details").put("cached_tokens", use.cached());
        return json;
    }

    /** What only we have to say, under one key that strict clients ignore. */
    private ObjectNode usher(Completion completion, Part.Whole answer) {
        var json = mapper.createObjectNode()
                .put("message", completion.message().toString())
                .put("conversation", completion.conversation().toString())
                .put("persona_version", answer.personaVersion())
                .put("cost_micros", answer.use().micros())
                .put("cached", answer.use().again());
        json.set("citations", mapper.valueToTree(answer.citations()));
        return json;
    }
}
