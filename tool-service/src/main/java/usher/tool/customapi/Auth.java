package usher.tool.customapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Set;

/** How an API is entered, and the credentials that takes. */
sealed interface Auth {
    Set<String> credentials();

    record None() implements Auth {
        @Override
        public Set<String> credentials() {
            return Set.of();
        }
    }

    /** A key in a header or in the query, called {@code name} there. */
    record ApiKey(boolean inQuery, String name) implements Auth {
        static final String KEY = "api_key";

        @Override
        public Set<String> credentials() {
            return Set.of(KEY);
        }
    }

    record Basic() implements Auth {
        static final String USERNAME = "username";
        static final String PASSWORD = "password";

        @Override
        public Set<String> credentials() {
            return Set.of(USERNAME, PASSWORD);
        }
    }

    record Bearer() implements Auth {
        static final String TOKEN = "token";

        @Override
        public Set<String> credentials() {
            return Set.of(TOKEN);
        }
    }

    /** OAuth 2.0 client credentials (RFC 6749, section 4.4); the client signs in by header, or in the body where it must. */
    record OAuth2(URI tokenUrl, String scopes, boolean inBody) implements Auth {
        static final String CLIENT_ID = "client_id";
        static final String CLIENT_SECRET = "client_secret";

        @Override
        public Set<String> credentials() {
            return Set.of(CLIENT_ID, CLIENT_SECRET);
        }
    }

    /** Of settings that were judged before. */
    static Auth of(JsonNode auth) {
        return switch (auth.path("method").asText("none")) {
            case "api_key" ->
                new ApiKey(
                        auth.path("in").asText("header").equals("query"),
                        auth.path("name").asText());
            case "basic" -> new Basic();
            case "bearer" -> new Bearer();
            case "oauth2" ->
                new OAuth2(
                        URI.create(auth.path("token_url").asText()),
                        auth.path("scopes").asText(""),
                        auth.path("client_auth").asText("basic").equals("body"));
            default -> new None();
        };
    }
}
