package usher.chat.completion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.chat.completion.ChatRequest.Call;
import usher.chat.completion.ChatRequest.Message;
import usher.chat.completion.ChatRequest.Tool;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.contracts.event.ToolDefinition;
import usher.contracts.id.CallId;
import usher.contracts.id.ToolId;

/** The caller's own tools: which it offers, and what came of those it ran. */
@ApplicationScoped
class ClientTools {
    private static final int MOST = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final ObjectMapper mapper;

    ClientTools(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    List<ToolDefinition> offered(List<Tool> tools, @Nullable JsonNode choice) {
        if (tools.size() > MOST) {
            throw Bad.value("tools", "There may be up to " + MOST + " tools.");
        }
        var offered = new ArrayList<ToolDefinition>();
        for (int at = 0; at < tools.size(); at++) {
            offered.add(definition(tools.get(at), "tools." + at));
        }
        return choice == null || choice.isNull() ? offered : chosen(offered, choice);
    }

    private static List<ToolDefinition> chosen(List<ToolDefinition> offered, JsonNode choice) {
        return switch (choice.asText()) {
            case "auto" -> offered;
            case "none" -> List.of();
            default -> throw Bad.unsupported("tool_choice", "The model decides about tools: auto or none.");
        };
    }

    private ToolDefinition definition(@Nullable Tool tool, String param) {
        var function = tool == null ? null : tool.function();
        if (tool == null || function == null || !"function".equals(tool.type())) {
            throw Bad.unsupported(param + ".type", "Only tools of type function are understood.");
        }
        var name = function.name();
        if (name == null || !NAME.matcher(name).matches()) {
            throw Bad.value(
                    param + ".function.name", "A function's name has 1 to 64 letters, digits, underscores or dashes.");
        }
        var parameters = function.parameters();
        return new ToolDefinition(
                new ToolId(named("tool:" + name)),
                name,
                function.description() == null ? "" : function.description(),
                name,
                name,
                parameters == null || !parameters.isObject()
                        ? mapper.createObjectNode().put("type", "object")
                        : parameters,
                "read",
                false);
    }

    /** The rounds from a place in the messages on: each a message that asks for tools, and what they said. */
    List<Prompt.Round> rounds(List<Message> messages, int from) {
        var rounds = new ArrayList<Prompt.Round>();
        for (int at = from; at < messages.size(); at++) {
            var asked = messages.get(at).toolCalls();
            if (asked != null && !asked.isEmpty()) {
                rounds.add(round(messages, at, asked));
            }
        }
        return rounds;
    }

    private Prompt.Round round(List<Message> messages, int at, List<Call> asked) {
        var calls = new ArrayList<ToolCall>();
        var outcomes = new ArrayList<ToolOutcome>();
        for (int which = 0; which < asked.size(); which++) {
            var wanted = asked.get(which);
            var param = "messages." + at + ".tool_calls." + which;
            if (wanted.id() == null
                    || wanted.function() == null
                    || wanted.function().name() == null) {
                throw Bad.value(param, "A tool call has an id and a function with a name.");
            }
            var name = wanted.function().name();
            calls.add(new ToolCall(id(wanted.id()), name, arguments(wanted)));
            outcomes.add(outcome(messages, at, wanted.id(), name));
        }
        return new Prompt.Round(calls, outcomes);
    }

    private ToolOutcome outcome(List<Message> messages, int from, String call, String name) {
        for (int at = from + 1; at < messages.size(); at++) {
            var message = messages.get(at);
            if ("tool".equals(message.role()) && call.equals(message.toolCallId())) {
                var said = Content.text(message.content(), "messages." + at + ".content");
                return new ToolOutcome(id(call), name, true, json(said), null, null);
            }
        }
        throw Bad.value(
                "messages." + from + ".tool_calls",
                "Each tool call must be followed by a message of role tool with its tool_call_id.");
    }

    /** Our own ids come back as they are; those of others lead to the same id each time. */
    private static CallId id(String text) {
        try {
            return CallId.fromString(text);
        } catch (IllegalArgumentException foreign) {
            return new CallId(named("call:" + text));
        }
    }

    private static UUID named(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode arguments(Call wanted) {
        var function = wanted.function();
        var parsed = json(function == null || function.arguments() == null ? "" : function.arguments());
        return parsed.isObject() ? parsed : mapper.createObjectNode();
    }

    /** What tools say is JSON or plain text. */
    private JsonNode json(String text) {
        try {
            var parsed = mapper.readTree(text);
            return parsed == null || parsed.isMissingNode() ? TextNode.valueOf(text) : parsed;
        } catch (JsonProcessingException plain) {
            return TextNode.valueOf(text);
        }
    }
}
