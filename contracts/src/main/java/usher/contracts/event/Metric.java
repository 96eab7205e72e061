package usher.contracts.event;

/** Names of the metrics that services meter and plans limit; tenants may add their own. */
public final class Metric {
    public static final String MESSAGES = "messages";
    public static final String REQUESTS = "requests";
    /** One with the first answer of each. */
    public static final String CONVERSATIONS = "conversations";
    /** Input tokens that the provider did not have in its cache. */
    public static final String TOKENS_INPUT = "tokens.input";

    public static final String TOKENS_CACHED = "tokens.cached";
    /** Output tokens that are not reasoning. */
    public static final String TOKENS_OUTPUT = "tokens.output";

    public static final String TOKENS_REASONING = "tokens.reasoning";
    /** What providers take, in micro-dollars. */
    public static final String COST = "cost";

    public static final String TOOL_CALLS = "tool.calls";
    /** Matters of visitors that were settled without a human, as the outcome rules say. */
    public static final String RESOLUTIONS = "resolutions";
    /** Those handed to a human after the assistant had helped. */
    public static final String ASSISTED_ESCALATIONS = "assisted_escalations";
    /** Before the names of further metrics that outcome rules may count. */
    public static final String OUTCOMES = "outcomes.";

    private Metric() {}
}
