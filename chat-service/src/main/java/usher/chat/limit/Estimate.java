package usher.chat.limit;

import org.jspecify.annotations.Nullable;
import usher.chat.model.Answering;
import usher.contracts.money.TokenPrice;

/**
 * What a turn may use: at most {@code calls} calls of the model with {@code mostInput} tokens in and {@code maxTokens} out
 * each; at least one with {@code leastInput} in and a short answer out. Prices are those in force.
 */
public record Estimate(
        long leastInput, long mostInput, int maxTokens, int calls, TokenPrice inputPrice, TokenPrice outputPrice) {
    /** A shorter answer is not worth its question. */
    static final int SHORT_ANSWER = 32;

    /** Rules and persona that go with every question. */
    private static final long LEAST_CONTEXT = 100;

    /** {@code wanted} is what the client asked for: absent means the model's bound, and more than that bound is the bound. */
    public static Estimate of(Answering by, String question, @Nullable Integer wanted, LimitConfig config) {
        int bound = Math.max(1, Math.min(by.limits().maxTokens(), config.mostTokens()));
        long asked = TokenBound.of(question);
        return new Estimate(
                asked + LEAST_CONTEXT,
                asked + config.contextTokens(),
                wanted == null ? bound : Math.clamp(wanted, 1, bound),
                config.calls(),
                by.inputPrice(),
                by.outputPrice());
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
