package usher.billing.charge;

import java.util.HashMap;
import java.util.Map;

/** What was used in some stretch of time, by metric; {@code cost} is all providers' costs in micro-dollars, {@code tokens} all kinds of tokens. */
public record Used(Map<String, Long> quantities, long costMicros) {
    public static final Used NOTHING = new Used(Map.of(), 0);
    private static final String COST = "cost";
    private static final String TOKENS = "tokens";

    public Used {
        quantities = Map.copyOf(quantities);
    }

    public long of(String metric) {
        return switch (metric) {
            case COST -> costMicros;
            case TOKENS ->
                quantities.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(TOKENS + "."))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
            default -> quantities.getOrDefault(metric, 0L);
        };
    }

    public Used plus(String metric, long quantity, long costMicros) {
        var more = new HashMap<>(quantities);
        more.merge(metric, quantity, Long::sum);
        return new Used(more, this.costMicros + costMicros);
    }

    public Used plus(Used other) {
        var more = new HashMap<>(quantities);
        other.quantities.forEach((metric, quantity) -> more.merge(metric, quantity, Long::sum));
        return new Used(more, costMicros + other.costMicros);
    }
}
