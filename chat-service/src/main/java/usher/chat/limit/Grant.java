package usher.chat.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import usher.chat.model.Attempts;
import usher.chat.model.price.Price;

/**
 * What a turn may spend: tokens in all, micro-dollars in all, and tokens out per call of the model. Ask it before each call;
 * a call within its answer never overspends.
 */
public record Grant(long tokens, long micros, int maxTokens) {
    /** Of what was spent and what comes, input and output, by half a micro-dollar each, and once more when it is summed. */
    private static final long ROUNDING = 3;

    /** Of what was not admitted. */
    public static final Grant NONE = new Grant(0, 0, 0);

    /** Where no budget bounds the turn. */
    static Grant unbounded(int maxTokens) {
        return new Grant(Long.MAX_VALUE, Long.MAX_VALUE, maxTokens);
    }

    /**
     * The most tokens the next call may say after {@code spent}, if {@code input} tokens go in; 0 when not even a short
     * answer is covered, or when the price is not for prompts of that length.
     */
    public int output(Price price, long input, Attempts.Sum spent) {
        if (!price.holdsFor(input)) {
            return 0;
        }
        long byTokens = tokens == Long.MAX_VALUE
                ? tokens
                : tokens - input - spent.tokens().total();
        long most = Math.min(Math.min(maxTokens, byTokens), affordable(price, input, spent.micros()));
        return most < Math.min(Estimate.SHORT_ANSWER, maxTokens) ? 0 : (int) most;
    }

    private long affordable(Price price, long input, long spent) {
        if (micros == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        var dearest = price.dearestInput();
        long left = micros - spent - dearest.micros(input) - ROUNDING;
        var output = price.dearestOutput().perMillion();
        if (output.signum() == 0) {
            return left >= 0 || dearest.perMillion().signum() == 0 ? Long.MAX_VALUE : 0;
        }
        return BigDecimal.valueOf(left)
                .divide(output, 0, RoundingMode.FLOOR)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .longValue();
    }
}
