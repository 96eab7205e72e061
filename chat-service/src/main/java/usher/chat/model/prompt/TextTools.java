package usher.chat.model.prompt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.contracts.event.ToolDefinition;

/**
 * Tool calls as text, for models whose protocol or training has no others. The format is the one of Hermes 2 Pro (see
 * github.com/NousResearch/Hermes-Function-Calling), which most open models have met:
 *
 * <pre>{@code
 * <tool_call>{"name": "get_order_status", "arguments": {"order": "1042"}}</tool_call>
 * <tool_response>{"name": "get_order_status", "content": {"result": {"status": "shipped"}}}</tool_response>
 * }</pre>
 *
 * {@link TextCalls} reads the calls.
 */
@ApplicationScoped
public class TextTools {
    private final String rules = PromptText.load("text-tools.md");
    private final ObjectMapper mapper;

    public TextTools(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** What is added to the system message. */
    String described(List<ToolDefinition> tools) {
        var described = tools.stream().map(this::described).collect(Collectors.joining("\n"));
        return "\n" + rules.replace("{tools}", described);
    }

    String calls(List<ToolCall> calls) {
        return calls.stream()
                .map(call -> {
                    var json = mapper.createObjectNode().put("name", call.name());
                    json.set("arguments", call.arguments());
                    return "<tool_call>" + json + "</tool_call>";
                })
                .collect(Collectors.joining("\n"));
    }

    String results(List<ToolOutcome> outcomes, Function<ToolOutcome, ObjectNode> content) {
        return outcomes.stream()
                .map(outcome -> {
                    var json = mapper.createObjectNode().put("name", outcome.name());
                    json.set("content", content.apply(outcome));
                    return "<tool_response>" + json + "</tool_response>";
                })
                .collect(Collectors.joining("\n"));
    }

    private String described(ToolDefinition tool) {
        var json = mapper.createObjectNode().put("name", tool.name()).put("description", tool.description());
        json.set("parameters", tool.parameters());
        return json.toString();
    }
}
