package usher.chat.turn.framing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import usher.chat.turn.ReplyEvent;
import usher.chat.turn.ReplyEvent.CitationAdded;
import usher.chat.turn.ReplyEvent.Failed;
import usher.chat.turn.ReplyEvent.MessageCompleted;
import usher.chat.turn.ReplyEvent.TextDelta;
import usher.chat.turn.ReplyEvent.ToolProgress;
import usher.chat.turn.ReplyEvent.TurnCompleted;
import usher.chat.turn.ReplyEvent.TurnStarted;

/**
 * The UI message stream of Vercel's AI SDK. A tool is a {@code data-tool} part with label and state, because its own tool
 * parts demand the arguments, which are not public.
 */
final class AiSdkFraming implements Framing {
    private static final String DONE = "[DONE]";

    private final ObjectMapper mapper;
    private final Json json;
    private int parts;
    private boolean open;

    AiSdkFraming(ObjectMapper mapper) {
        this.mapper = mapper;
        this.json = new Json(mapper);
    }

    @Override
    public List<Frame> frames(ReplyEvent event) {
        var chunks = new ArrayList<ObjectNode>();
        switch (event) {
            case TurnStarted start -> start(chunks, start);
            case TextDelta said -> {
                begin(chunks);
                chunks.add(chunk("text-delta").put("id", part()).put("delta", said.delta()));
            }
            case ToolProgress tool -> {
                close(chunks);
                var data = chunk("data-tool").put("id", tool.callId().toString());
                var shown = data.putObject("data").put("label", tool.label()).put("state", tool.state());
                if (tool.confirmation() != null) {
                    shown.set("confirmation", mapper.valueToTree(tool.confirmation()));
                }
                chunks.add(data);
            }
            case CitationAdded cited -> chunks.add(source(cited));
            case MessageCompleted end -> {
                close(chunks);
                chunks.add(custom(event));
            }
            case Failed failure -> {
                close(chunks);
                chunks.add(chunk("error").put("errorText", failure.problem().detail()));
            }
            case TurnCompleted end -> {
                chunks.add(chunk("finish-step"));
                chunks.add(chunk("finish"));
            }
            default -> chunks.add(custom(event));
        }
        var frames = chunks.stream().map(json::text).map(Frame::of);
        return (event instanceof TurnCompleted ? Stream.concat(frames, Stream.of(Frame.of(DONE))) : frames).toList();
    }

    private void start(List<ObjectNode> chunks, TurnStarted start) {
        var chunk = chunk("start").put("messageId", start.messageId().toString());
        chunk.putObject("messageMetadata")
                .put("turn", start.turnId().toString())
                .put("conversation", start.conversationId().toString());
        chunks.add(chunk);
        chunks.add(chunk("start-step"));
    }

    private void begin(List<ObjectNode> chunks) {
        if (!open) {
            open = true;
            parts++;
            chunks.add(chunk("text-start").put("id", part()));
        }
    }

    private void close(List<ObjectNode> chunks) {
        if (open) {
            open = false;
            chunks.add(chunk("text-end").put("id", part()));
        }
    }

    private String part() {
        return "text-" + parts;
    }

    private ObjectNode source(CitationAdded cited) {
        var id = "source-" + cited.index();
        return cited.url() == null
                ? chunk("source-document")
                        .put("sourceId", id)
                        .put("mediaType", "text/plain")
                        .put("title", cited.title())
                : chunk("source-url")
                        .put("sourceId", id)
                        .put("url", cited.url())
                        .put("title", cited.title());
    }

    /** Data parts of the AI SDK are named with dashes. */
    private ObjectNode custom(ReplyEvent event) {
        return chunk("data-" + event.type().replace('.', '-')).set("data", mapper.valueToTree(event));
    }

    private ObjectNode chunk(String type) {
        return mapper.createObjectNode().put("type", type);
    }
}
