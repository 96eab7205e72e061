package usher.chat.assistant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import usher.chat.conversation.Citation;
import usher.chat.model.Prompt;

/**
 * Numbers sources by their first appearance while the text streams: a model names passages by their place in the search,
 * and a reader counts from [1]. A number that is no passage's is left out.
 */
final class Markers {
    private static final Pattern MARKER = Pattern.compile("\\[(\\d{1,2})]");
    private static final Pattern UNFINISHED = Pattern.compile("\\[\\d{0,2}$");

    private final Map<Integer, Prompt.Passage> passages;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<Citation> citations = new ArrayList<>();
    private String held = "";

    Markers(List<Prompt.Passage> passages) {
        this.passages =
                passages.stream().collect(Collectors.toMap(Prompt.Passage::index, Function.identity(), (a, b) -> a));
    }

    /** What may be shown by now; what could still become a marker waits for the next piece. */
    String renumber(String delta) {
        if (passages.isEmpty()) {
            return delta;
        }
        var text = held + delta;
        var unfinished = UNFINISHED.matcher(text);
        int end = unfinished.find() ? unfinished.start() : text.length();
        held = text.substring(end);
        return MARKER.matcher(text.substring(0, end)).replaceAll(this::number);
    }

    /** What waited when no more came. */
    String rest() {
        var rest = held;
        held = "";
        return rest;
    }

    /** The sources named so far, in the order of their numbers. */
    List<Citation> citations() {
        return List.copyOf(citations);
    }

    private String number(MatchResult marker) {
        var passage = passages.get(Integer.parseInt(marker.group(1)));
        return passage == null ? "" : "[" + number(passage) + "]";
    }

    private int number(Prompt.Passage passage) {
        return numbers.computeIfAbsent(passage.index(), first -> {
            var kind = passage.live() == null ? null : Citation.LIVE;
            citations.add(new Citation(citations.size() + 1, passage.title(), passage.url(), kind));
            return citations.size();
        });
    }
}
