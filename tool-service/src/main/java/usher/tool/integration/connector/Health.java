package usher.tool.integration.connector;

/** What came of testing a connection. */
public sealed interface Health {
    /** {@code detail} is what the other side says it is, for example the name of a shop or the version of a server. */
    record Working(String detail) implements Health {}

    /** {@code code} is stable, {@code sentence} is for the tenant's people and holds no secret and no inner address. */
    record Failing(String code, String sentence) implements Health {}
}
