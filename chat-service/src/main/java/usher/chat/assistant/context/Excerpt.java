package usher.chat.assistant.context;

import java.util.regex.Pattern;
import usher.chat.model.TokenEstimate;

/** Shortens a text to a number of tokens, at the end of a sentence where there is one, else of a word. */
final class Excerpt {
    private static final String MORE = " […]";
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?。！？](?=\\s)|\\n");

    private Excerpt() {}

    static String of(String text, int tokens) {
        int all = TokenEstimate.of(text);
        if (all <= tokens) {
            return text;
        }
        int end = end(text, tokens, all);
        int sentence = lastSentenceEnd(text, end);
        if (sentence > end / 2) {
            return text.substring(0, sentence).strip() + MORE;
        }
        int word = text.lastIndexOf(' ', end);
        return text.substring(0, word > end / 2 ? word : end).strip() + MORE;
    }

    /** Where the tokens run out; never between the two halves of one character. */
    private static int end(String text, int tokens, int all) {
        int end = (int) ((long) text.length() * Math.max(0, tokens) / all);
        while (end > 0 && TokenEstimate.of(text.substring(0, end)) > tokens) {
            end = end * 9 / 10;
        }
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private static int lastSentenceEnd(String text, int end) {
        var sentences = SENTENCE_END.matcher(text).region(0, end);
        sentences.useTransparentBounds(true);
        int last = 0;
        while (sentences.find()) {
            last = sentences.end();
        }
        return last;
    }
}
