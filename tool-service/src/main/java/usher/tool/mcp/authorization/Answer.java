package usher.tool.mcp.authorization;

import org.jspecify.annotations.Nullable;

/** What an authorization server sends back through the browser (RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207 section 2). */
record Answer(
        @Nullable String code,
        @Nullable String error,
        @Nullable String iss) {
    @Override
    public String toString() {
        return "Answer";
    }
}
