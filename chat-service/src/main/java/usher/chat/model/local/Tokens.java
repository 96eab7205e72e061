package usher.chat.model.local;

import usher.chat.model.Prompt;

/**
 * Counts tokens by the rule of thumb that one is four characters. The engine has no tokenizer of its own to count by, and what
 * it says costs nothing; the figure is there so that usage can be compared with other providers'.
 */
final class Tokens {
    private static final int CHARACTERS = 4;

    private Tokens() {}

    static long of(String text) {
        return Math.ceilDiv(text.codePointCount(0, text.length()), CHARACTERS);
    }

    /** What the engine read: the question, the passages and the history. */
    static long of(Prompt prompt) {
        return of(prompt.question())
                + prompt.passages().stream()
                        .mapToLong(passage -> of(passage.text()))
                        .sum()
                + prompt.history().stream().mapToLong(line -> of(line.text())).sum();
    }
}
