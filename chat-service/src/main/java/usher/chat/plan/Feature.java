package usher.chat.plan;

/** What a plan can close by naming it with {@code false}. One that a plan does not name is open. */
public enum Feature {
    MCP("mcp", "the Model Context Protocol"),
    OPENAI_API("openai_api", "the OpenAI-compatible API"),
    LIVE_DATA("live_data", "answers from live data"),
    EXPORT("export", "the export of conversations");

    private final String key;
    private final String words;

    Feature(String key, String words) {
        this.key = key;
        this.words = words;
    }

    /** As plans name it. */
    public String key() {
        return key;
    }

    public String sentence() {
        return "The plan does not include " + words + ".";
    }
}
