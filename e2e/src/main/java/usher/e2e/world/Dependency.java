package usher.e2e.world;

/** What a turn depends on and can lose. */
public enum Dependency {
    KAFKA,
    REDIS,
    POSTGRES,
    MODEL,
    WEBHOOK
}
