package usher.chat.model.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the tool calls out of a text while it streams, however it is cut; no part of a call is ever shown. What follows the
 * first call is not shown either: until its tool has run, a model can only guess there.
 */
public final class TextCalls {
    private static final String OPEN = "<tool_call>";
    private static final String CLOSE = "</tool_call>";

    private final ObjectMapper mapper;
    private final StringBuilder held = new StringBuilder();
    private final List<Written> calls = new ArrayList<>();
    private boolean inside;
    private boolean called;

    public TextCalls(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** A call as the model wrote it. */
    public record Written(String name, JsonNode arguments) {}

    /** Hears a piece of the text; answers what of it can be shown by now. */
    public String hear(String delta) {
        held.append(delta);
        var shown = new StringBuilder();
        boolean more = true;
        while (more) {
            more = step(shown);
        }
        return shown.toString();
    }

    /** The text has ended: what was held back because a tag might have begun. */
    public String rest() {
        var rest = inside || called ? "" : held.toString();
        if (inside) {
            take(held.toString());
        }
        held.setLength(0);
        return rest;
    }

    public List<Written> calls() {
        return calls;
    }

    /** Takes one tag, and what stands before it, off the held text; answers whether there may be another. */
    private boolean step(StringBuilder shown) {
        if (inside) {
            int close = held.indexOf(CLOSE);
            if (close < 0) {
                return false;
            }
            take(held.substring(0, close));
            held.delete(0, close + CLOSE.length());
            inside = false;
            return true;
        }
        int open = held.indexOf(OPEN);
        int end = open >= 0 ? open : held.length() - begun();
        if (!called) {
            shown.append(held, 0, end);
        }
        held.delete(0, open >= 0 ? open + OPEN.length() : end);
        inside = open >= 0;
        called |= inside;
        return inside;
    }

    /** How many of the last characters may be the beginning of a tag. */
    private int begun() {
        for (int length = Math.min(OPEN.length() - 1, held.length()); length > 0; length--) {
            if (OPEN.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    /** A call that cannot be read is dropped: it is neither run nor shown. */
    private void take(String text) {
        try {
            var call = mapper.readTree(text);
            if (call.path("name").isTextual()) {
                var arguments = call.path("arguments");
                calls.add(new Written(
                        call.path("name").textValue(), arguments.isObject() ? arguments : mapper.createObjectNode()));
            }
        } catch (JsonProcessingException unreadable) {
            // Nothing to run: the model hears no result and the visitor its other words.
        }
    }
}
