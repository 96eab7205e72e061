package usher.admin.oauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import usher.admin.oauth.OAuthError;

/** What a program says of itself. Whatever else it asks for, it is registered without a secret and is told so. */
record Registration(String name, List<String> redirectUris) {
    private static final int LONGEST_NAME = 80;
    private static final int MOST_URIS = 10;

    static Registration read(JsonNode given) {
        var uris = new ArrayList<String>();
        for (var uri : given.path("redirect_uris")) {
            uris.add(uri.asText());
        }
        if (uris.isEmpty() || uris.size() > MOST_URIS || !uris.stream().allMatch(RedirectUri::mayBeRegistered)) {
            throw new OAuthError(
                    "invalid_redirect_uri",
                    "redirect_uris has 1 to " + MOST_URIS
                            + " addresses: https, or http on this machine (127.0.0.1, [::1],"
                            + " localhost), each without a fragment and at most 500 characters.");
        }
        var grants = given.path("grant_types");
        if (grants.isArray() && !grants.isEmpty() && !has(grants, "authorization_code")) {
            throw new OAuthError("invalid_client_metadata", "The only grant that begins here is authorization_code.");
        }
        return new Registration(name(given.path("client_name"), uris.getFirst()), List.copyOf(uris));
    }

    /** Without what is not seen, or turns around what is: members decide by what they read. */
    private static String name(JsonNode given, String firstUri) {
        var clean = given.asText("")
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]", "")
                .strip();
        var name = clean.isEmpty() ? RedirectUri.place(firstUri) : clean;
        return name.substring(
                0, name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length()))));
    }

    private static boolean has(JsonNode texts, String wanted) {
        for (var text : texts) {
            if (text.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
