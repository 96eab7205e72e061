package usher.chat.model;

/**
 * Tokens by the class they are priced in; each token is in one class. {@code input} is what the provider had not cached,
 * {@code output} what was not reasoning.
 */
public record TokenUse(long input, long cached, long output, long reasoning) {
    public static final TokenUse NONE = new TokenUse(0, 0, 0, 0);
    private static final int CHARACTERS = 4;

    public TokenUse {
        if (input < 0 || cached < 0 || output < 0 || reasoning < 0) {
            throw new IllegalArgumentException("Token counts are not negative");
        }
    }

    public static TokenUse of(long input, long output) {
        return new TokenUse(input, 0, output, 0);
    }

    /** By OpenAI's rule of thumb for English text, four characters a token; at least one of each. */
    static TokenUse estimate(long inputCharacters, long outputCharacters) {
        return of(1 + inputCharacters / CHARACTERS, 1 + outputCharacters / CHARACTERS);
    }

    /** How many tokens a text probably has, by the same rule. */
    public static long estimated(String text) {
        return 1L + text.length() / CHARACTERS;
    }

    /** The same, but in each direction not less than what was estimated. */
    TokenUse atLeast(TokenUse estimated) {
        long read = Math.max(0, estimated.input - input - cached);
        long written = Math.max(0, estimated.output - output - reasoning);
        return new TokenUse(input + cached > 0 ? input : read, cached, output + written, reasoning);
    }

    public long total() {
        return input + cached + output + reasoning;
    }

    public TokenUse plus(TokenUse more) {
        return new TokenUse(input + more.input, cached + more.cached, output + more.output, reasoning + more.reasoning);
    }
}
