package usher.chat.model.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Hebrew glues <i>and, the, in, to, from, as, that</i> to the front of a word: המשלוח is <i>the delivery</i>. A word's forms
 * are itself and what is left without up to two such letters.
 */
public final class Hebrew {
    private static final String PREFIXES = "הובלכמש";
    private static final List<String> ENDINGS = List.of("יות", "ים", "ות", "ין", "ה", "ת", "י");
    private static final int SHORTEST = 3;
    private static final int MOST = 2;

    private Hebrew() {}

    public static boolean isHebrew(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 0x05D0 && text.charAt(at) <= 0x05EA) {
                return true;
            }
        }
        return false;
    }

    /** Most letters are Hebrew ones. */
    public static boolean dominates(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long hebrew = text.codePoints()
                .filter(point -> point >= 0x05D0 && point <= 0x05EA)
                .count();
        return hebrew * 2 > letters;
    }

    /** Words of one root often share it: a word without its ending and its written vowels. פתוחים and פתיחה both give פתח. */
    public static Set<String> roots(String word) {
        var roots = new LinkedHashSet<String>();
        if (isHebrew(word)) {
            for (var form : forms(word)) {
                var bare = withoutEnding(form);
                var root = bare.charAt(0) + bare.substring(1).replaceAll("[וי]", "");
                if (root.length() >= SHORTEST) {
                    roots.add(root);
                }
            }
        }
        return roots;
    }

    private static String withoutEnding(String word) {
        return ENDINGS.stream()
                .filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= SHORTEST)
                .findFirst()
                .map(ending -> word.substring(0, word.length() - ending.length()))
                .orElse(word);
    }

    public static Set<String> forms(String word) {
        var forms = new LinkedHashSet<String>();
        forms.add(word);
        if (isHebrew(word)) {
            var rest = word;
            for (int i = 0; i < MOST && rest.length() > SHORTEST && PREFIXES.indexOf(rest.charAt(0)) >= 0; i++) {
                rest = rest.substring(1);
                forms.add(rest);
            }
        }
        return forms;
    }
}
