package usher.chat.limit;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Candidate;
import usher.chat.model.price.Price;
import usher.contracts.money.TokenPrice;

/**
 * What a turn may use: at most {@code calls} calls of the model with {@code mostInput} tokens in and {@code maxTokens} out
 * each; at least one with {@code leastInput} in and a short answer out. Prices are those in force of the dearest that may speak.
 */
public record Estimate(
        long leastInput, long mostInput, int maxTokens, int calls, TokenPrice inputPrice, TokenPrice outputPrice) {
    /** Of something that asks no model, and is to be held to the rates all the same. */
    public static final Estimate NOTHING =
            new Estimate(0, 0, 0, 1, new TokenPrice(BigDecimal.ZERO), new TokenPrice(BigDecimal.ZERO));

    /** A shorter answer is not worth its question. */
    static final int SHORT_ANSWER = 32;

    /** Rules and persona that go with every question. */
    private static final long LEAST_CONTEXT = 100;

    /** {@code wanted} is what the client asked for: absent means the model's bound, and more than that bound is the bound. */
    public static Estimate of(List<Candidate> speakers, String question, @Nullable Integer wanted, LimitConfig config) {
        int longest = speakers.stream()
                .mapToInt(speaker -> speaker.limits().maxTokens())
                .max()
                .orElse(1);
        int bound = Math.max(1, Math.min(longest, config.mostTokens()));
        long asked = TokenBound.of(question);
        return new Estimate(
                asked + LEAST_CONTEXT,
                asked + config.contextTokens(),
                wanted == null ? bound : Math.clamp(wanted, 1, bound),
                config.calls(),
                dearest(speakers, Price::dearestInput),
                dearest(speakers, Price::dearestOutput));
    }

    /** Of one call of one of these with so many tokens in, for something that is no turn. */
    public static Estimate once(List<Candidate> candidates, long input, int maxTokens) {
        return new Estimate(
                input,
                input,
                maxTokens,
                1,
                dearest(candidates, Price::dearestInput),
                dearest(candidates, Price::dearestOutput));
    }

    /** Of reading so many tokens without an answer. */
    public static Estimate reading(Price price, long input) {
        return new Estimate(input, input, 0, 1, price.dearestInput(), price.dearestOutput());
    }

    private static TokenPrice dearest(List<Candidate> speakers, Function<Price, TokenPrice> kind) {
        return speakers.stream()
                .map(speaker -> kind.apply(speaker.price()))
                .max(Comparator.comparing(TokenPrice::perMillion))
                .orElseThrow();
    }

    /** Whether it could cost anything at all. */
    boolean isFree() {
        return inputPrice.perMillion().signum() == 0 && outputPrice.perMillion().signum() == 0;
    }

    Spent most(boolean opens) {
        return use(opens, mostInput * calls, (long) maxTokens * calls);
    }

    Spent least(boolean opens) {
        return use(opens, leastInput, Math.min(SHORT_ANSWER, maxTokens));
    }

    private Spent use(boolean opens, long input, long output) {
        return Spent.answered(opens, input + output, inputPrice.micros(input) + outputPrice.micros(output));
    }
}
