package usher.chat.limit;

import usher.chat.model.Prompt;

/**
 * How many tokens a text is at most, without the provider's tokenizer: three letters or spaces a token, one for any other
 * sign, two for a letter beyond ASCII. English is really four letters a token, so there is room.
 */
public final class TokenBound {
    private static final long RULES = 400;
    private static final long FRAME = 8;

    private TokenBound() {}

    public static long of(String text) {
        long letters = 0;
        long signs = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c > 127) {
                signs += 2;
            } else if (Character.isLetter(c) || c == ' ') {
                letters++;
            } else {
                signs++;
            }
        }
        return signs + (letters + 2) / 3;
    }

    /** Everything a model is sent, with its frames. */
    public static long of(Prompt prompt) {
        var persona = prompt.persona();
        long sum = RULES + of(persona.name()) + of(persona.business()) + of(persona.instructions());
        sum += of(prompt.question()) + of(prompt.summary());
        for (var line : prompt.history()) {
            sum += FRAME + of(line.text());
        }
        for (var passage : prompt.passages()) {
            sum += FRAME + of(passage.title()) + of(passage.text());
            sum += passage.answer() == null ? 0 : of(passage.answer());
        }
        for (var tool : prompt.tools()) {
            sum += FRAME + of(tool.toString());
        }
        for (var round : prompt.rounds()) {
            sum += 2 * FRAME + of(round.toString());
        }
        return sum;
    }
}
