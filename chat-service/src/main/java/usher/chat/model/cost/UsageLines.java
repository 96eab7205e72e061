package usher.chat.model.cost;

import java.util.ArrayList;
import java.util.List;
import usher.chat.model.TokenUse;
import usher.chat.model.price.TokenCost;
import usher.contracts.event.Metric;
import usher.contracts.event.UsageLine;

/** Tokens as lines of a usage event: input and output always, the other classes where there are any. */
public final class UsageLines {
    private UsageLines() {}

    public static List<UsageLine> of(TokenUse tokens, TokenCost cost) {
        var lines = new ArrayList<UsageLine>();
        lines.add(new UsageLine(Metric.TOKENS_INPUT, tokens.input(), cost.input()));
        if (tokens.cached() > 0) {
            lines.add(new UsageLine(Metric.TOKENS_CACHED, tokens.cached(), cost.cached()));
        }
        lines.add(new UsageLine(Metric.TOKENS_OUTPUT, tokens.output(), cost.output()));
        if (tokens.reasoning() > 0) {
            lines.add(new UsageLine(Metric.TOKENS_REASONING, tokens.reasoning(), cost.reasoning()));
        }
        return lines;
    }
}
