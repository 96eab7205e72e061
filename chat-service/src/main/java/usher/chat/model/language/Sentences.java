package usher.chat.model.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts text into sentences. A list item is one sentence, however many it holds: taken apart it loses its meaning. */
public final class Sentences {
    private static final Pattern END = Pattern.compile("(?<=[.!?…。])[\"”’)]*\\s+(?=[\\p{Lu}\\p{Lo}\\p{N}\"“(#€$£])");
    private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*•+]|\\d{1,3}[.)])\\s+");
    private static final Pattern ABBREVIATION =
            Pattern.compile("(?i)(?:^|\\s)(?:e\\.g|i\\.e|mr|mrs|dr|no|approx|incl|vs|st)\\.$");

    private Sentences() {}

    public static List<String> of(String text) {
        var sentences = new ArrayList<String>();
        for (var block : text.split("\\n\\s*\\n")) {
            var running = new StringBuilder();
            for (var line : block.split("\\n")) {
                if (ITEM.matcher(line).find()) {
                    cut(running, sentences);
                    running.append(ITEM.matcher(line).replaceFirst(""));
                    running.append('\u0000');
                } else {
                    running.append(running.isEmpty() ? "" : " ").append(line.strip());
                }
            }
            cut(running, sentences);
        }
        return sentences;
    }

    private static void cut(StringBuilder running, List<String> sentences) {
        var text = running.toString();
        running.setLength(0);
        boolean item = text.indexOf('\u0000') >= 0;
        text = text.replace("\u0000", "").strip();
        if (text.isEmpty()) {
            return;
        }
        if (item) {
            sentences.add(text);
        } else {
            split(text, sentences);
        }
    }

    private static void split(String text, List<String> sentences) {
        var open = "";
        for (var part : END.split(text)) {
            open = open.isEmpty() ? part : open + " " + part;
            if (!ABBREVIATION.matcher(open).find()) {
                sentences.add(open.strip());
                open = "";
            }
        }
        if (!open.isEmpty()) {
            sentences.add(open.strip());
        }
    }
}
