package usher.contracts.event;

/** The Kafka topics. Compacted ones hold the latest snapshot per tenant, so that a new consumer learns everything. */
public enum Topic {
    TENANTS("usher.tenants", true),
    ENTITLEMENTS("usher.entitlements", true),
    TOOLS("usher.tools", true),
    /** One snapshot per visitor, and one per tenant for those who have none of their own. */
    VISITORS("usher.visitors", true),
    USAGE("usher.usage", false),
    ACTIVITY("usher.activity", false),
    NOTICES("usher.notices", false),
    /** Tickets to be opened, with their words: activities, which others read, hold none. */
    TICKETS("usher.tickets", false);

    /** Partitions of every topic: the most replicas of one consumer that can share the work. */
    public static final int PARTITIONS = 6;

    private final String topic;
    private final boolean compacted;

    Topic(String topic, boolean compacted) {
        this.topic = topic;
        this.compacted = compacted;
    }

    public String topic() {
        return topic;
    }

    public boolean compacted() {
        return compacted;
    }

    /** Where messages of this topic go that cannot be decoded. */
    public String dead() {
        return topic + ".dead";
    }
}
