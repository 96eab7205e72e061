package usher.chat.model.price;

/** What tokens cost the provider's customer by class, in micro-dollars, each class rounded once. */
public record TokenCost(long input, long cached, long output, long reasoning) {
    public static final TokenCost NONE = new TokenCost(0, 0, 0, 0);

    public TokenCost plus(TokenCost more) {
        return new TokenCost(
                Math.addExact(input, more.input),
                Math.addExact(cached, more.cached),
                Math.addExact(output, more.output),
                Math.addExact(reasoning, more.reasoning));
    }

    public long micros() {
        return Math.addExact(Math.addExact(input, cached), Math.addExact(output, reasoning));
    }
}
