package usher.chat.assistant.context;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import usher.chat.model.Prompt;

/**
 * What stays of messages that fell out of the window, by extraction and so without a model: how the visitor is called,
 * numbers and codes that were named, and what was last asked for. {@code notes} are a model's, where one wrote any.
 */
public record Digest(String notes, Set<String> names, Set<String> codes, List<String> wishes) {
    private static final Digest EMPTY = new Digest("", Set.of(), Set.of(), List.of());
    private static final Pattern NAME =
            Pattern.compile("(?:\\b(?:[Mm]y name is|[Tt]his is|I am|I'm|[Cc]all me) |(?:שמי|קוראים לי) )"
                    + "(\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+)?|[\\u0590-\\u05ff]{2,})");
    private static final Pattern CODE =
            Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+\\w|(?<![\\w.])#?(?:[A-Z]{1,5}-?)?\\d[\\d-]{2,15}(?![\\w.])");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+");
    /** A caller may bring any history along; only the end of it is read. */
    private static final int MOST_LINES = 200;

    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_NAMES = 4;
    private static final int MOST_CODES = 12;
    private static final int MOST_WISHES = 6;
    private static final int LONGEST_WISH = 160;

    private static final String NAMES = "The visitor is called: ";
    private static final String CODES = "Numbers and codes named: ";
    private static final String WISHES = "The visitor said, newest last:";
    private static final String ITEM = "- ";

    public Digest {
        names = new LinkedHashSet<>(names);
        codes = new LinkedHashSet<>(codes);
        wishes = List.copyOf(wishes);
    }

    /** Reads what {@link #text} wrote. */
    public static Digest parse(String text) {
        var digest = EMPTY;
        for (var line : text.split("\n")) {
            if (line.startsWith(NAMES)) {
                digest = new Digest(digest.notes, items(line, NAMES), digest.codes, digest.wishes);
            } else if (line.startsWith(CODES)) {
                digest = new Digest(digest.notes, digest.names, items(line, CODES), digest.wishes);
            } else if (line.startsWith(ITEM)) {
                digest = new Digest(
                        digest.notes, digest.names, digest.codes, append(digest.wishes, line.substring(ITEM.length())));
            } else if (!line.isBlank() && !line.equals(WISHES)) {
                digest = new Digest((digest.notes + "\n" + line).strip(), digest.names, digest.codes, digest.wishes);
            }
        }
        return digest;
    }

    public Digest with(List<Prompt.Line> fallen) {
        var all = new Digest(notes, names, codes, wishes);
        var said = all.wishes;
        for (var line : fallen.subList(Math.max(0, fallen.size() - MOST_LINES), fallen.size())) {
            if (line.speaker() == Prompt.Speaker.VISITOR) {
                var text = line.text().substring(0, Math.min(line.text().length(), LONGEST_LINE));
                NAME.matcher(text).results().forEach(name -> all.names.add(name.group(1)));
                CODE.matcher(text).results().forEach(code -> all.codes.add(code.group()));
                said = append(said, gist(text));
            }
        }
        return new Digest(notes, newest(all.names, MOST_NAMES), newest(all.codes, MOST_CODES), said);
    }

    /** Empty when there is nothing to remember. */
    public String text() {
        var lines = new ArrayList<String>();
        if (!notes.isEmpty()) {
            lines.add(notes);
        }
        if (!names.isEmpty()) {
            lines.add(NAMES + String.join(", ", names));
        }
        if (!codes.isEmpty()) {
            lines.add(CODES + String.join(", ", codes));
        }
        if (!wishes.isEmpty()) {
            lines.add(WISHES);
            wishes.forEach(wish -> lines.add(ITEM + wish));
        }
        return String.join("\n", lines);
    }

    private static Set<String> items(String line, String label) {
        return new LinkedHashSet<>(List.of(line.substring(label.length()).split(", ")));
    }

    private static Set<String> newest(Set<String> items, int most) {
        return items.stream()
                .skip(Math.max(0, items.size() - most))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> append(List<String> wishes, String wish) {
        if (wish.isEmpty() || wishes.contains(wish)) {
            return wishes;
        }
        var more = new ArrayList<>(wishes);
        more.add(wish);
        return more.subList(Math.max(0, more.size() - MOST_WISHES), more.size());
    }

    /** The sentence with the question, else the first one, in one line. */
    private static String gist(String text) {
        var sentences = List.of(SENTENCE.split(text.strip().replaceAll("\\s+", " ")));
        var told = sentences.stream()
                .filter(sentence -> sentence.endsWith("?"))
                .findFirst()
                .orElse(sentences.getFirst());
        return told.length() > LONGEST_WISH ? told.substring(0, LONGEST_WISH) + "…" : told;
    }
}
