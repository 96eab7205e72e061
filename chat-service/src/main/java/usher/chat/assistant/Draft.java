package usher.chat.assistant;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import usher.chat.conversation.Answer;
import usher.chat.conversation.Citation;
import usher.chat.conversation.ToolUse;
import usher.chat.model.Answering;
import usher.chat.model.ModelEvent;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.contracts.id.MessageId;

/** An answer in the making, over all rounds of one turn. One turn, one thread at a time. */
final class Draft {
    private static final Pattern MARKER = Pattern.compile("\\[(\\d{1,2})]");

    private final StringBuilder text = new StringBuilder();
    private final List<ToolUse> tools = new ArrayList<>();
    private final List<ToolCall> wanted = new ArrayList<>();
    private long inputTokens;
    private long outputTokens;
    private String finishReason = "stop";

    void hear(ModelEvent event) {
        switch (event) {
            case ModelEvent.Text said -> text.append(said.delta());
            case ModelEvent.Call call -> wanted.add(call.call());
            case ModelEvent.Usage used -> {
                inputTokens += used.inputTokens();
                outputTokens += used.outputTokens();
            }
            case ModelEvent.End end -> finishReason = end.finishReason();
        }
    }

    /** The tools the model asked for in this round, once. */
    List<ToolCall> takeWanted() {
        var calls = List.copyOf(wanted);
        wanted.clear();
        return calls;
    }

    boolean wantsTools() {
        return !wanted.isEmpty();
    }

    boolean isSilent() {
        return text.isEmpty();
    }

    boolean endsOpen() {
        return !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1));
    }

    void say(String words) {
        text.append(words);
    }

    void used(ToolUse use) {
        tools.add(use);
    }

    /** The passages that the text really names. */
    List<Citation> citations(List<Prompt.Passage> passages) {
        Set<Integer> named = new LinkedHashSet<>();
        MARKER.matcher(text).results().forEach(match -> named.add(Integer.parseInt(match.group(1))));
        return passages.stream()
                .filter(passage -> named.contains(passage.index()))
                .map(passage -> new Citation(passage.index(), passage.title(), passage.url()))
                .toList();
    }

    Answer finish(MessageId message, Prompt prompt, Answering by, int personaVersion) {
        return new Answer(
                message,
                text.toString().strip(),
                finishReason.equals("tool_calls") ? "stop" : finishReason,
                citations(prompt.passages()),
                tools,
                prompt.passages().stream()
                        .map(passage -> new Answer.Evidence(passage.document(), passage.chunk(), passage.score()))
                        .toList(),
                by.provider(),
                by.name(),
                personaVersion,
                new Answer.Tokens(inputTokens, outputTokens),
                new Answer.Cost(
                        by.inputPrice().micros(inputTokens), by.outputPrice().micros(outputTokens)));
    }
}
