package usher.chat.model.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as the words that are compared: lower case, without accents and points, cut at everything but letters and digits. */
public final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final String INSIDE_A_WORD = "'’`׳״";

    private Words() {}

    public static List<String> of(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        plain(text).codePoints().forEach(point -> {
            if (Character.isLetterOrDigit(point)) {
                word.appendCodePoint(point);
            } else if (INSIDE_A_WORD.indexOf(point) < 0) {
                end(word, words);
            }
        });
        end(word, words);
        return words;
    }

    /** The words that carry meaning, as stems. */
    public static List<String> content(String text) {
        return of(text).stream()
                .filter(word -> !StopWords.contains(word))
                .map(Stem::of)
                .toList();
    }

    /** Folded to compare: compatibility forms, no accents, lower case. */
    public static String plain(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        var decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 127) {
                return false;
            }
        }
        return true;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
