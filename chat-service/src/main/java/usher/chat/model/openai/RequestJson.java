package usher.chat.model.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import usher.chat.model.Prompt;
import usher.chat.model.PromptText;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.contracts.event.ToolDefinition;

/** Writes a prompt as a chat completions request. See platform.openai.com/docs/api-reference/chat/create. */
record RequestJson(String model, PromptText prompts, ObjectMapper mapper) {

    byte[] of(Prompt prompt) {
        var json = mapper.createObjectNode()
                .put("model", model)
                .put("stream", true)
                .put("temperature", prompt.limits().temperature())
                .put("max_tokens", prompt.limits().maxTokens());
        json.putObject("stream_options").put("include_usage", true);
        messages(json.putArray("messages"), prompt);
        if (!prompt.tools().isEmpty()) {
            var tools = json.putArray("tools");
            prompt.tools().forEach(tool -> tools.add(tool(tool)));
        }
        return json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void messages(ArrayNode messages, Prompt prompt) {
        message(messages, "system", prompts.system(prompt));
        for (var line : prompt.history()) {
            message(messages, line.speaker() == Prompt.Speaker.VISITOR ? "user" : "assistant", line.text());
        }
        message(messages, "user", prompt.question());
        for (var round : prompt.rounds()) {
            var calls = messages.addObject()
                    .put("role", "assistant")
                    .putNull("content")
                    .putArray("tool_calls");
            round.calls().forEach(call -> calls.add(call(call)));
            round.outcomes().forEach(outcome -> messages.add(outcome(outcome)));
        }
    }

    private static void message(ArrayNode messages, String role, String text) {
        messages.addObject().put("role", role).put("content", text);
    }

    private ObjectNode call(ToolCall call) {
        var json = mapper.createObjectNode().put("id", call.id().toString()).put("type", "function");
        json.putObject("function")
                .put("name", call.name())
                .put("arguments", call.arguments().toString());
        return json;
    }

    private ObjectNode outcome(ToolOutcome outcome) {
        var content = mapper.createObjectNode();
        content.set("result", outcome.result());
        if (outcome.display() != null) {
            content.put("display", outcome.display());
        }
        if (outcome.errorCode() != null) {
            content.put("error", outcome.errorCode());
        }
        return mapper.createObjectNode()
                .put("role", "tool")
                .put("tool_call_id", outcome.call().toString())
                .put("content", content.toString());
    }

    private ObjectNode tool(ToolDefinition tool) {
        var json = mapper.createObjectNode().put("type", "function");
        var function = json.putObject("function").put("name", tool.name()).put("description", tool.description());
        function.set("parameters", tool.parameters());
        return json;
    }
}
