package usher.chat.model.price;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.chat.model.TokenUse;
import usher.contracts.money.TokenPrice;

/**
 * One row of the registry, complete: what a class has no price for costs as its kind, input or output. It is the price of prompts
 * of at most {@code mostInput} tokens; longer ones cost something else, which nobody said.
 */
public record Price(
        Instant effectiveFrom,
        TokenPrice input,
        TokenPrice cached,
        TokenPrice output,
        TokenPrice reasoning,
        @Nullable Long mostInput) {

    public Price(Instant effectiveFrom, TokenPrice input, TokenPrice cached, TokenPrice output, TokenPrice reasoning) {
        this(effectiveFrom, input, cached, output, reasoning, null);
    }

    public boolean holdsFor(long input) {
        return mostInput == null || input <= mostInput;
    }

    /** What a token that is read costs at most. */
    public TokenPrice dearestInput() {
        return dearer(input, cached);
    }

    /** What a token that is written costs at most. */
    public TokenPrice dearestOutput() {
        return dearer(output, reasoning);
    }

    private static TokenPrice dearer(TokenPrice one, TokenPrice other) {
        return one.perMillion().compareTo(other.perMillion()) >= 0 ? one : other;
    }

    public TokenCost of(TokenUse use) {
        return new TokenCost(
                input.micros(use.input()),
                cached.micros(use.cached()),
                output.micros(use.output()),
                reasoning.micros(use.reasoning()));
    }
}
