package usher.chat.model.price;

import java.time.Instant;
import usher.chat.model.TokenUse;
import usher.contracts.money.TokenPrice;

/** One row of the registry, complete: what a class has no price for costs as its kind, input or output. */
public record Price(
        Instant effectiveFrom, TokenPrice input, TokenPrice cached, TokenPrice output, TokenPrice reasoning) {

    public TokenCost of(TokenUse use) {
        return new TokenCost(
                input.micros(use.input()),
                cached.micros(use.cached()),
                output.micros(use.output()),
                reasoning.micros(use.reasoning()));
    }
}
