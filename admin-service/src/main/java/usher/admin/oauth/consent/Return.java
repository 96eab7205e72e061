package usher.admin.oauth.consent;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way back to a program.
 *
 * @param issuer who answers, so that a program that asks several is not fooled by one of them (RFC 9207)
 */
record Return(String redirectUri, @Nullable String state, String issuer) {
    URI withCode(String code) {
        return with(Map.of("code", code));
    }

    URI withError(String error, String sentence) {
        var said = new LinkedHashMap<String, String>();
        said.put("error", error);
        said.put("error_description", sentence);
        return with(said);
    }

    private URI with(Map<String, String> said) {
        var all = new LinkedHashMap<>(said);
        if (state != null) {
            all.put("state", state);
        }
        all.put("iss", issuer);
        var query = all.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(redirectUri + (redirectUri.contains("?") ? "&" : "?") + query);
    }
}
