package usher.tool.mcp.oauth;

/** What a token endpoint made of a request. */
public sealed interface TokenAnswer {
    record Issued(Tokens tokens) implements TokenAnswer {}

    /** For good: the same request will not do better. {@code error} is one of OAuth's, or {@code unusable}. */
    record Refused(String error) implements TokenAnswer {}

    /** Nobody knows, or the server is in trouble. */
    record Unavailable() implements TokenAnswer {}
}
