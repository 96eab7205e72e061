package usher.tool.n8n;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import usher.kit.webhook.WebhookSecret;
import usher.tool.credential.Credentials;

/**
 * Where n8n is and how its webhooks are entered: {@code {"base_url", "auth", "header", "webhook_path", "health_path"}}. Of
 * settings that were judged before.
 */
record N8nSettings(String baseUrl, Auth auth, String webhookPath, String healthPath) {
    static final Set<String> KNOWN = Set.of("base_url", "auth", "header", "webhook_path", "health_path");
    /** The paths that n8n has unless it was told others (N8N_ENDPOINT_WEBHOOK, N8N_ENDPOINT_HEALTH). */
    private static final String WEBHOOKS = "/webhook";

    private static final String HEALTH = "/healthz";
    /** Requests are signed with it, if there is one. */
    static final String SIGNING_SECRET = "signing_secret";

    private static final Pattern SLASHES = Pattern.compile("/+$");

    /** What a webhook node of n8n asks for. */
    sealed interface Auth {
        Set<String> credentials();

        Map<String, String> headers(Credentials credentials);

        record None() implements Auth {
            @Override
            public Set<String> credentials() {
                return Set.of();
            }

            @Override
            public Map<String, String> headers(Credentials credentials) {
                return Map.of();
            }
        }

        record Header(String name) implements Auth {
            @Override
            public Set<String> credentials() {
                return Set.of("value");
            }

            @Override
            public Map<String, String> headers(Credentials credentials) {
                return Map.of(name, credentials.get("value"));
            }
        }

        record Basic() implements Auth {
            @Override
            public Set<String> credentials() {
                return Set.of("username", "password");
            }

            @Override
            public Map<String, String> headers(Credentials credentials) {
                var pair = credentials.get("username") + ':' + credentials.get("password");
                var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
                return Map.of("authorization", "Basic " + encoded);
            }
        }
    }

    static N8nSettings of(ObjectNode settings) {
        return new N8nSettings(
                SLASHES.matcher(settings.path("base_url").asText()).replaceAll(""),
                switch (settings.path("auth").asText("none")) {
                    case "header" -> new Auth.Header(settings.path("header").asText());
                    case "basic" -> new Auth.Basic();
                    default -> new Auth.None();
                },
                settings.path("webhook_path").asText(WEBHOOKS),
                settings.path("health_path").asText(HEALTH));
    }

    URI health() {
        return URI.create(baseUrl + healthPath);
    }

    URI webhook(String path) {
        return URI.create(baseUrl + webhookPath + '/' + path);
    }

    /** The secret to sign with, or none; one that is no secret of Standard Webhooks fails as an {@link IllegalArgumentException}. */
    static List<WebhookSecret> secrets(Credentials credentials) {
        return credentials.find(SIGNING_SECRET).map(WebhookSecret::new).stream().toList();
    }
}
