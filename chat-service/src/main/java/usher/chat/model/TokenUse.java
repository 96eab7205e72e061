package usher.chat.model;

/**
 * Tokens by the class they are priced in; each token is in one class. {@code input} is what the provider had not cached,
 * {@code output} what was not reasoning.
 */
public record TokenUse(long input, long cached, long output, long reasoning) {
    public static final TokenUse NONE = new TokenUse(0, 0, 0, 0);

    public TokenUse {
        if (input < 0 || cached < 0 || output < 0 || reasoning < 0) {
            throw new IllegalArgumentException("Token counts are not negative");
        }
    }

    public static TokenUse of(long input, long output) {
        return new TokenUse(input, 0, output, 0);
    }

    public TokenUse plus(TokenUse more) {
        return new TokenUse(input + more.input, cached + more.cached, output + more.output, reasoning + more.reasoning);
    }
}
