package usher.e2e.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step unfolded against one request: how long to wait, what to send, where to stop.
 *
 * @param stop where and how to break off, or null to send everything
 * @param pieces the answer's tokens, each with the white space before it; empty when tools are called
 */
record Plan(
        Duration stall,
        Duration pause,
        @Nullable Stop stop,
        String finish,
        int cached,
        int thoughts,
        List<String> pieces,
        List<Step.Use> uses) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUOTED = 400;

    static Plan of(Step step, ChatRequest request) {
        return switch (step) {
            case Step.Stall(var time, var then) -> of(then, request).stalled(time);
            case Step.Trickle(var pause, var then) -> of(then, request).trickled(pause);
            case Step.Cut(var tokens, var then) -> of(then, request).stopped(new Stop(tokens, How.CUT, null));
            case Step.Hang(var tokens, var then) -> of(then, request).stopped(new Stop(tokens, How.HANG, null));
            case Step.Fault(var tokens, var what, var then) ->
                of(then, request).stopped(new Stop(tokens, How.FAULT, what));
            case Step.Thought(var tokens, var then) -> of(then, request).thought(tokens);
            case Step.Cached(var tokens, var then) -> of(then, request).cached(tokens);
            case Step.Filtered(var then) -> of(then, request).finished("content_filter");
            case Step.Call(var uses) -> answering("tool_calls", List.of(), uses);
            case Step.Say(var text) -> saying(filled(text, request), request);
            case Step.Derive() -> saying(derived(request), request);
            case Step.Choose choice -> throw new IllegalStateException("Choose is the outermost step: " + choice);
            case Step.Fail fail -> throw new IllegalStateException("A failure has no plan: " + fail);
        };
    }

    /** The innermost step that is a failure, with the wait before it, or null. */
    static @Nullable Delayed<Step.Fail> failure(Step step) {
        return switch (step) {
            case Step.Choose choice -> throw new IllegalStateException("Choose is the outermost step: " + choice);
            case Step.Fail fail -> new Delayed<>(Duration.ZERO, fail);
            case Step.Stall(var time, var then) -> {
                var inner = failure(then);
                yield inner == null ? null : new Delayed<>(inner.stall().plus(time), inner.what());
            }
            default -> null;
        };
    }

    record Delayed<T>(Duration stall, T what) {}

    /** Where a stream breaks off, and how. */
    record Stop(int tokens, How how, Step.@Nullable Fail fault) {}

    enum How {
        CUT,
        HANG,
        FAULT
    }

    private static Plan saying(String text, ChatRequest request) {
        var pieces = pieces(text);
        var bound = request.maxTokens();
        if (bound == null || pieces.size() <= bound) {
            return answering("stop", pieces, List.of());
        }
        return answering("length", pieces.subList(0, bound), List.of());
    }

    private static Plan answering(String finish, List<String> pieces, List<Step.Use> uses) {
        return new Plan(Duration.ZERO, Duration.ZERO, null, finish, 0, 0, pieces, uses);
    }

    private static String filled(String text, ChatRequest request) {
        return text.replace("{question}", request.question()).replace("{result}", results(request));
    }

    /** The same answer to the same question, and never the same to two different ones. */
    private static String derived(ChatRequest request) {
        if (request.answersTools()) {
            return "I looked that up for you: " + results(request);
        }
        var question = request.question().strip();
        var quoted = question.length() <= QUOTED ? question : question.substring(0, QUOTED);
        return "You asked: " + quoted + " Here is the stand-in's answer to it, number "
                + Integer.toUnsignedString(question.hashCode(), 36)
                + ", the same whenever you ask the same.";
    }

    /** What the tools of this round returned: their own words for people where they have some, else all values in one line. */
    private static String results(ChatRequest request) {
        var values = new ArrayList<String>();
        var messages = request.messages();
        for (int i = messages.size() - 1;
                i >= 0 && "tool".equals(messages.get(i).path("role").asText());
                i--) {
            var result = parsed(ChatRequest.text(messages.get(i)));
            if (result.path("display").isTextual()) {
                values.add(result.path("display").textValue());
            } else {
                flatten("", result, values);
            }
        }
        return String.join(", ", values);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException plain) {
            return JSON.getNodeFactory().textNode(text);
        }
    }

    private static void flatten(String name, JsonNode node, List<String> values) {
        if (node.isObject()) {
            node.properties().forEach(field -> flatten(field.getKey(), field.getValue(), values));
        } else if (node.isArray()) {
            node.forEach(element -> flatten(name, element, values));
        } else if (!node.isNull()) {
            values.add(name.isEmpty() ? node.asText() : name.replace('_', ' ') + " " + node.asText());
        }
    }

    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        int start = 0;
        for (int i = 1; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1))) {
                pieces.add(text.substring(start, i));
                start = i;
            }
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    private Plan stalled(Duration time) {
        return new Plan(stall.plus(time), pause, stop, finish, cached, thoughts, pieces, uses);
    }

    private Plan trickled(Duration time) {
        return new Plan(stall, time, stop, finish, cached, thoughts, pieces, uses);
    }

    private Plan stopped(Stop here) {
        return new Plan(stall, pause, here, finish, cached, thoughts, pieces, uses);
    }

    private Plan cached(int tokens) {
        return new Plan(stall, pause, stop, finish, tokens, thoughts, pieces, uses);
    }

    private Plan thought(int tokens) {
        return new Plan(stall, pause, stop, finish, cached, tokens, pieces, uses);
    }

    private Plan finished(String reason) {
        return new Plan(stall, pause, stop, reason, cached, thoughts, pieces, uses);
    }
}
