package usher.tool.mcp.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an authorization server has issued, opened: for the length of one act. Its text shows none of it. */
public record Tokens(
        String access,
        @Nullable String refresh,
        @Nullable Duration lasts,
        @Nullable String scope) {
    /** RFC 6750, section 2.1: whatever else would not fit into the header. */
    private static final Pattern ACCESS = Pattern.compile("[A-Za-z0-9._~+/-]{1,8192}={0,4}");

    private static final Pattern REFRESH = Pattern.compile("[\\x20-\\x7E]{1,8192}");
    private static final long LONGEST_SECONDS = Duration.ofDays(3650).toSeconds();

    /** Nothing of an answer without a bearer token that can be used. */
    static Optional<Tokens> of(JsonNode said) {
        var access = said.path("access_token").asText();
        var refresh = said.path("refresh_token").asText();
        boolean usable = ACCESS.matcher(access).matches()
                && (refresh.isEmpty() || REFRESH.matcher(refresh).matches())
                && "bearer".equalsIgnoreCase(said.path("token_type").asText());
        if (!usable) {
            return Optional.empty();
        }
        long seconds = said.path("expires_in").asLong(0);
        return Optional.of(new Tokens(
                access,
                refresh.isEmpty() ? null : refresh,
                seconds > 0 ? Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)) : null,
                said.path("scope").isTextual()
                        ? Scopes.of(said.path("scope").asText()).text()
                        : null));
    }

    @Override
    public String toString() {
        return "Tokens";
    }
}
