package usher.tool.customapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Settings that were judged before: {@code baseUrl} without a slash at its end, {@code healthPath} to try the connection by,
 * or nothing.
 */
record ApiSettings(String baseUrl, Auth auth, String healthPath) {
    private static final Pattern SLASHES = Pattern.compile("/+$");

    static ApiSettings of(ObjectNode settings) {
        return new ApiSettings(
                SLASHES.matcher(settings.path("base_url").asText()).replaceAll(""),
                Auth.of(settings.path("auth")),
                settings.path("health_path").asText(""));
    }

    URI health() {
        return URI.create(healthPath.isEmpty() ? baseUrl + "/" : baseUrl + healthPath);
    }
}
