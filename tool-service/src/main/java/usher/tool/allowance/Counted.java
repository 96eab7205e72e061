package usher.tool.allowance;

/** What a plan can have a number for. */
public enum Counted {
    TOOLS(
            "tools",
            "All tools of the plan are in use.",
            "select count(*) from tenant_tool where tenant_id = :tenant and enabled"),
    INTEGRATIONS(
            "integrations",
            "All integrations of the plan are in use.",
            "select count(*) from integration where tenant_id = :tenant and deleted_at is null");

    private final String metric;
    private final String sentence;
    private final String count;

    Counted(String metric, String sentence, String count) {
        this.metric = metric;
        this.sentence = sentence;
        this.count = count;
    }

    /** As plans name it. */
    public String metric() {
        return metric;
    }

    String sentence() {
        return sentence;
    }

    String count() {
        return count;
    }
}
