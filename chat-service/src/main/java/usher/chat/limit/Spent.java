package usher.chat.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import usher.contracts.event.Metric;

/** What a turn used in the end, as the ledger says; cost in micro-dollars. */
public record Spent(long messages, long conversations, long tokens, long costMicros) {
    /** All tokens of an answer, whatever their class. */
    static final String TOKENS = "tokens";

    /** Of a turn that stored nothing. */
    public static final Spent NOTHING = new Spent(0, 0, 0, 0);

    /** Of a turn that answered nothing but may have opened a conversation. */
    public static Spent unanswered(boolean opened) {
        return opened ? new Spent(0, 1, 0, 0) : NOTHING;
    }

    /** Of a turn that answered nothing, though models took something for it. */
    public static Spent unanswered(boolean opened, long tokens, long costMicros) {
        return new Spent(0, opened ? 1 : 0, tokens, costMicros);
    }

    public static Spent answered(boolean opened, long tokens, long costMicros) {
        return new Spent(1, opened ? 1 : 0, tokens, costMicros);
    }

    /** The same of something that is no message. */
    Spent withoutMessage() {
        return new Spent(0, conversations, tokens, costMicros);
    }

    /** By the names of the metrics that plans limit, without what is zero. */
    Map<String, Long> amounts() {
        var amounts = new LinkedHashMap<String, Long>();
        amounts.put(Metric.MESSAGES, messages);
        amounts.put(Metric.CONVERSATIONS, conversations);
        amounts.put(TOKENS, tokens);
        amounts.put(Metric.COST, costMicros);
        amounts.values().removeIf(amount -> amount == 0);
        return amounts;
    }
}
