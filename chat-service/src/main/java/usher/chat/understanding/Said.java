package usher.chat.understanding;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import usher.chat.model.language.Hebrew;
import usher.chat.model.language.Words;

/**
 * The words of a message, to be looked for as they are, as beginnings, or behind the letters that Hebrew glues on: each word by
 * its forms, and all forms together. Hundreds of phrases are looked for in each message, nearly all in vain.
 */
record Said(List<Set<String>> words, Set<String> forms) {
    private static final int WIDEST_GAP = 3;
    private static final String GAP = "..";
    private static final char GOES_ON = '*';

    static Said of(String text) {
        var words = Words.of(text).stream().map(Hebrew::forms).toList();
        return new Said(words, words.stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    /**
     * Whether a phrase occurs: its words in a row. A word that ends with {@code *} may go on; {@code ..} stands for up to three
     * words.
     */
    boolean has(List<String> phrase) {
        if (!is(forms, phrase.getFirst())) {
            return false;
        }
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
        if (phrase.get(part).equals(GAP)) {
            for (int gap = 0; gap <= WIDEST_GAP; gap++) {
                if (matches(phrase, part + 1, at + gap)) {
                    return true;
                }
            }
            return false;
        }
        return at < words.size() && is(words.get(at), phrase.get(part)) && matches(phrase, part + 1, at + 1);
    }

    private static boolean is(Set<String> forms, String wanted) {
        int last = wanted.length() - 1;
        if (last < 0 || wanted.charAt(last) != GOES_ON) {
            return forms.contains(wanted);
        }
        for (var form : forms) {
            if (form.regionMatches(0, wanted, 0, last)) {
                return true;
            }
        }
        return false;
    }
}
