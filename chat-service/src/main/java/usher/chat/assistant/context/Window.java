package usher.chat.assistant.context;

import java.util.List;
import usher.chat.model.Prompt;
import usher.chat.model.TokenEstimate;

/** The newest messages that fit, oldest first, and those before them that do not. */
public record Window(List<Prompt.Line> lines, List<Prompt.Line> dropped) {
    public Window {
        lines = List.copyOf(lines);
        dropped = List.copyOf(dropped);
    }

    /** At most so many messages and tokens. The last message is always there, shortened if it alone is too long. */
    public static Window newest(List<Prompt.Line> history, int messages, int tokens) {
        int from = history.size();
        int left = tokens;
        while (from > 0 && history.size() - from < messages) {
            int next = TokenEstimate.of(history.get(from - 1).text());
            if (next > left) {
                break;
            }
            left -= next;
            from--;
        }
        if (from == history.size() && from > 0 && messages > 0) {
            var last = history.getLast();
            return new Window(
                    List.of(new Prompt.Line(last.speaker(), Excerpt.of(last.text(), tokens))),
                    history.subList(0, from - 1));
        }
        return new Window(history.subList(from, history.size()), history.subList(0, from));
    }
}
