package usher.chat.model.language;

/**
 * A light English stem, so that <i>return</i>, <i>returns</i> and <i>returned</i> meet. It need not be a word. Other
 * scripts pass unchanged.
 */
public final class Stem {
    private static final int SHORTEST = 3;

    private Stem() {}

    public static String of(String word) {
        if (word.length() <= SHORTEST || !isLatin(word)) {
            return word;
        }
        return withoutFinalE(withoutEnding(singular(word)));
    }

    private static String singular(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return cut(word, 3) + "y";
        }
        if (word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is")) {
            return cut(word, 1);
        }
        return word;
    }

    private static String withoutEnding(String word) {
        if (word.endsWith("ing") && word.length() > 5) {
            return undoubled(cut(word, 3));
        }
        if (word.endsWith("ed") && word.length() > 4) {
            return undoubled(cut(word, 2));
        }
        return word;
    }

    private static String undoubled(String word) {
        int last = word.length() - 1;
        boolean doubled =
                last > 2 && word.charAt(last) == word.charAt(last - 1) && "lsz".indexOf(word.charAt(last)) < 0;
        return doubled ? cut(word, 1) : word;
    }

    private static String withoutFinalE(String word) {
        return word.endsWith("e") && word.length() > SHORTEST ? cut(word, 1) : word;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    private static boolean isLatin(String word) {
        return word.chars().allMatch(letter -> letter >= 'a' && letter <= 'z');
    }
}
