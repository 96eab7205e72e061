package usher.chat.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a Markdown document into passages: one for each section, long ones in pieces of about {@value #WORDS} words at the ends
 * of paragraphs. A passage begins with its headings, {@code # Returns › Exchanges}, because they say what it is about.
 */
final class Markdown {
    private static final int WORDS = 160;
    private static final int MOST_WORDS = 220;
    private static final Pattern HEADING = Pattern.compile("^ {0,3}(#{1,6})\\s+(.*?)\\s*#*\\s*$");
    private static final Pattern FENCE = Pattern.compile("^ {0,3}(```|~~~).*");
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)]\\([^)]*\\)");
    private static final Pattern EMPHASIS = Pattern.compile("(\\*\\*|__|\\*|`)(?=\\S)(.+?)(?<=\\S)\\1");

    private final List<String> passages = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private final List<String> section = new ArrayList<>();
    private final String title;

    private Markdown(String title) {
        this.title = title;
    }

    static List<String> passages(String title, String markdown) {
        var document = new Markdown(title);
        boolean code = false;
        for (var line : markdown.lines().toList()) {
            code ^= FENCE.matcher(line).matches();
            document.read(line, code ? null : heading(line));
        }
        document.endSection();
        return document.passages;
    }

    private static @Nullable Matcher heading(String line) {
        var heading = HEADING.matcher(line);
        return heading.matches() ? heading : null;
    }

    private void read(String line, @Nullable Matcher heading) {
        if (heading == null) {
            section.add(plain(line));
            return;
        }
        endSection();
        int level = heading.group(1).length();
        while (path.size() >= level) {
            path.removeLast();
        }
        while (path.size() < level - 1) {
            path.add("");
        }
        path.add(plain(heading.group(2)));
    }

    private void endSection() {
        var text = String.join("\n", section).strip();
        section.clear();
        if (text.isEmpty()) {
            return;
        }
        var piece = new StringBuilder();
        for (var paragraph : paragraphs(text)) {
            if (!piece.isEmpty() && words(piece) + words(paragraph) > MOST_WORDS) {
                add(piece);
            }
            piece.append(piece.isEmpty() ? "" : "\n\n").append(paragraph);
            if (words(piece) >= WORDS) {
                add(piece);
            }
        }
        if (!piece.isEmpty()) {
            add(piece);
        }
    }

    private void add(StringBuilder piece) {
        passages.add("# " + headings() + "\n\n" + piece);
        piece.setLength(0);
    }

    /** The document's title, then the headings above the section, each once. */
    private String headings() {
        var headings = new ArrayList<String>();
        headings.add(title);
        path.stream()
                .filter(heading -> !heading.isEmpty() && !headings.contains(heading))
                .forEach(headings::add);
        return String.join(" › ", headings);
    }

    /** Paragraphs, and those that are too long by themselves in pieces at the ends of sentences or lines. */
    private static List<String> paragraphs(String text) {
        var paragraphs = new ArrayList<String>();
        for (var paragraph : text.split("\\n\\s*\\n")) {
            if (words(paragraph) <= MOST_WORDS) {
                paragraphs.add(paragraph.strip());
            } else {
                cut(paragraph, paragraphs);
            }
        }
        return paragraphs;
    }

    private static void cut(String paragraph, List<String> pieces) {
        var piece = new StringBuilder();
        int words = 0;
        for (var word : paragraph.splitWithDelimiters("\\s+", 0)) {
            piece.append(word);
            words += word.isBlank() ? 0 : 1;
            boolean end = word.endsWith(".") || word.contains("\n");
            if (words >= WORDS && end || words >= MOST_WORDS) {
                pieces.add(piece.toString().strip());
                piece.setLength(0);
                words = 0;
            }
        }
        if (!piece.isEmpty() && !piece.toString().isBlank()) {
            pieces.add(piece.toString().strip());
        }
    }

    private static String plain(String line) {
        var unlinked = LINK.matcher(line).replaceAll("$1");
        return EMPHASIS.matcher(unlinked).replaceAll("$2");
    }

    private static int words(CharSequence text) {
        return text.toString().strip().split("\\s+").length;
    }
}
