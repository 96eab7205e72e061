package usher.chat.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import usher.chat.model.Answering;
import usher.chat.model.TokenUse;

/**
 * What a turn may spend: tokens in all, micro-dollars in all, and tokens out per call of the model. Ask it before each call;
 * a call within its answer never overspends.
 */
public record Grant(long tokens, long micros, int maxTokens) {
    /** Rounding of input and output, by half a micro-dollar each. */
    private static final long ROUNDING = 1;

    /** Of what was not admitted. */
    public static final Grant NONE = new Grant(0, 0, 0);

    /** Where no budget bounds the turn. */
    static Grant unbounded(int maxTokens) {
        return new Grant(Long.MAX_VALUE, Long.MAX_VALUE, maxTokens);
    }

    /**
     * The most tokens the next call may say after {@code spent}, if {@code input} tokens go in; 0 when not even a short
     * answer is covered.
     */
    public int output(Answering by, long input, TokenUse spent) {
        long in = input + spent.input() + spent.cached();
        long out = spent.output() + spent.reasoning();
        long byTokens = tokens == Long.MAX_VALUE ? tokens : tokens - in - out;
        long most = Math.min(Math.min(maxTokens, byTokens), affordable(by, in) - out);
        return most < Math.min(Estimate.SHORT_ANSWER, maxTokens) ? 0 : (int) most;
    }

    private long affordable(Answering by, long input) {
        var price = by.outputPrice().perMillion();
        if (micros == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long left = micros - by.inputPrice().micros(input) - ROUNDING;
        if (price.signum() == 0) {
            return left >= 0 || by.inputPrice().perMillion().signum() == 0 ? Long.MAX_VALUE : 0;
        }
        return BigDecimal.valueOf(left)
                .divide(price, 0, RoundingMode.FLOOR)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .longValue();
    }
}
