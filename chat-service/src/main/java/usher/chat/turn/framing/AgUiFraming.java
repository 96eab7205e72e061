package usher.chat.turn.framing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.chat.turn.ReplyEvent;
import usher.chat.turn.ReplyEvent.Failed;
import usher.chat.turn.ReplyEvent.MessageCompleted;
import usher.chat.turn.ReplyEvent.TextDelta;
import usher.chat.turn.ReplyEvent.ToolProgress;
import usher.chat.turn.ReplyEvent.TurnCompleted;
import usher.chat.turn.ReplyEvent.TurnStarted;

/**
 * AG-UI: a turn is a run, a conversation a thread. A tool appears under its public label and without arguments; what
 * it returned is its state alone. What AG-UI has no word for is {@code CUSTOM} under our own type.
 */
final class AgUiFraming implements Framing {
    private final ObjectMapper mapper;
    private final Json json;
    private final Set<String> tools = new HashSet<>();
    private String thread = "";
    private String run = "";
    private String message = "";
    private int parts;
    private @Nullable String open;
    private boolean failed;

    AgUiFraming(ObjectMapper mapper) {
        this.mapper = mapper;
        this.json = new Json(mapper);
    }

    @Override
    public List<Frame> frames(ReplyEvent event) {
        var events = new ArrayList<ObjectNode>();
        switch (event) {
            case TurnStarted start -> {
                thread = start.conversationId().toString();
                run = start.turnId().toString();
                message = start.messageId().toString();
                events.add(event("RUN_STARTED").put("threadId", thread).put("runId", run));
            }
            case TextDelta said -> {
                begin(events);
                events.add(event("TEXT_MESSAGE_CONTENT").put("messageId", open).put("delta", said.delta()));
            }
            case ToolProgress tool -> tool(events, tool);
            case MessageCompleted end -> {
                close(events);
                events.add(custom(event));
            }
            case Failed failure -> {
                failed = true;
                events.add(event("RUN_ERROR")
                        .put("message", failure.problem().detail())
                        .put("code", failure.problem().code()));
            }
            case TurnCompleted end -> {
                if (!failed) {
                    events.add(event("RUN_FINISHED").put("threadId", thread).put("runId", run));
                }
            }
            default -> events.add(custom(event));
        }
        return events.stream().map(json::text).map(Frame::of).toList();
    }

    /** Text before and after a tool are two messages: in AG-UI nothing may begin inside a message. */
    private void begin(List<ObjectNode> events) {
        if (open == null) {
            parts++;
            open = parts == 1 ? message : message + "-" + parts;
            events.add(event("TEXT_MESSAGE_START").put("messageId", open).put("role", "assistant"));
        }
    }

    private void close(List<ObjectNode> events) {
        if (open != null) {
            events.add(event("TEXT_MESSAGE_END").put("messageId", open));
            open = null;
        }
    }

    private void tool(List<ObjectNode> events, ToolProgress tool) {
        var call = tool.callId().toString();
        close(events);
        if (tools.add(call)) {
            events.add(event("TOOL_CALL_START").put("toolCallId", call).put("toolCallName", tool.label()));
            events.add(event("TOOL_CALL_END").put("toolCallId", call));
        }
        switch (tool.state()) {
            case "succeeded", "failed", "declined", "expired" ->
                events.add(event("TOOL_CALL_RESULT")
                        .put("messageId", call + "-result")
                        .put("toolCallId", call)
                        .put("content", tool.state())
                        .put("role", "tool"));
            case "running" -> {}
            default -> events.add(custom(tool));
        }
    }

    private ObjectNode custom(ReplyEvent event) {
        return event("CUSTOM").put("name", event.type()).set("value", mapper.valueToTree(event));
    }

    private ObjectNode event(String type) {
        return mapper.createObjectNode().put("type", type);
    }
}
