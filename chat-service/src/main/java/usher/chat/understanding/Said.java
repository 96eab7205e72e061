package usher.chat.understanding;

import java.util.List;
import usher.chat.model.language.Hebrew;
import usher.chat.model.language.Words;

/** The words of a message, to be looked for as they are, as beginnings, or behind the letters that Hebrew glues on. */
record Said(List<String> words) {
    private static final int WIDEST_GAP = 3;

    static Said of(String text) {
        return new Said(Words.of(text));
    }

    /**
     * Whether a phrase occurs: its words in a row. A word that ends with {@code *} may go on; {@code ..} stands for up to three
     * words.
     */
    boolean has(List<String> phrase) {
        for (int at = 0; at < words.size(); at++) {
            if (matches(phrase, 0, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(List<String> phrase, int part, int at) {
        if (part == phrase.size()) {
            return true;
        }
        if (phrase.get(part).equals("..")) {
            for (int gap = 0; gap <= WIDEST_GAP; gap++) {
                if (matches(phrase, part + 1, at + gap)) {
                    return true;
                }
            }
            return false;
        }
        return at < words.size() && is(words.get(at), phrase.get(part)) && matches(phrase, part + 1, at + 1);
    }

    static boolean is(String word, String wanted) {
        if (wanted.endsWith("*")) {
            var start = wanted.substring(0, wanted.length() - 1);
            return Hebrew.forms(word).stream().anyMatch(form -> form.startsWith(start));
        }
        return Hebrew.forms(word).contains(wanted);
    }
}
