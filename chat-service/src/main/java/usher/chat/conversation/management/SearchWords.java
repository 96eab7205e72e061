package usher.chat.conversation.management;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import usher.chat.model.language.Hebrew;

/**
 * What somebody types into a search box as a Postgres {@code tsquery}: every word has to occur, words may go on, and a Hebrew
 * word is also found behind the letters that Hebrew glues to it.
 */
final class SearchWords {
    private static final int MOST = 12;
    private static final List<String> GLUED = List.of("ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "שה", "מה", "כש");

    private SearchWords() {}

    /** Null when there is nothing to search for. */
    static @Nullable String query(@Nullable String text) {
        var words = text == null ? List.<String>of() : words(text);
        return words.isEmpty() ? null : words.stream().map(SearchWords::anyForm).collect(Collectors.joining(" & "));
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (var word : text.split("[^\\p{L}\\p{M}\\p{N}]+")) {
            if (!word.isEmpty() && words.size() < MOST) {
                words.add(word);
            }
        }
        return words;
    }

    private static String anyForm(String word) {
        var forms = new ArrayList<>(Hebrew.forms(word));
        if (Hebrew.isHebrew(word)) {
            GLUED.forEach(prefix -> forms.add(prefix + word));
        }
        return forms.stream().map(form -> "'" + form + "':*").collect(Collectors.joining(" | ", "(", ")"));
    }
}
