package usher.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import usher.local.infra.StartFailure;

/** A member of the platform who works through the public API, as the console does. */
final class Operator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** What a service may answer that has not heard of a new tenant yet, or is not quite up. */
    private static final Set<Integer> NOT_YET = Set.of(401, 403, 404, 429, 500, 503);

    private final HttpClient http;
    private final URI gateway;
    private final String token;

    private Operator(HttpClient http, URI gateway, String token) {
        this.http = http;
        this.gateway = gateway;
        this.token = token;
    }

    /** Signs in; a wrong password is not tried again. */
    static Operator signIn(URI gateway, String email, String password) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var body = JSON.createObjectNode().put("email", email).put("password", password);
        var nobody = new Operator(http, gateway, "");
        String token = nobody.post("/api/v1/admin/auth/login", body)
                .path("access_token")
                .asText();
        return new Operator(http, gateway, token);
    }

    /** The document there, or empty when there is none. */
    Optional<JsonNode> find(String path) {
        var answer = send("GET", path, null);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(read("GET", path, answer));
    }

    JsonNode get(String path) {
        return sent("GET", path, null);
    }

    JsonNode post(String path, JsonNode body) {
        return sent("POST", path, body);
    }

    JsonNode put(String path, JsonNode body) {
        return sent("PUT", path, body);
    }

    void delete(String path) {
        sent("DELETE", path, null);
    }

    /** News of a tenant travel to the other services within a second or so: until then the answer is tried again. */
    private JsonNode sent(String method, String path, @org.jspecify.annotations.Nullable JsonNode body) {
        long end = System.nanoTime() + LIMIT.toNanos();
        var answer = send(method, path, body);
        while (NOT_YET.contains(answer.statusCode()) && System.nanoTime() < end) {
            pause();
            answer = send(method, path, body);
        }
        return read(method, path, answer);
    }

    private HttpResponse<byte[]> send(String method, String path, @org.jspecify.annotations.Nullable JsonNode body) {
        try {
            var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(LIMIT);
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            if (body == null) {
                request.method(method, BodyPublishers.noBody());
            } else {
                request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            }
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new StartFailure(method + " " + path + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted", e);
        }
    }

    private static JsonNode read(String method, String path, HttpResponse<byte[]> answer) {
        try {
            if (answer.statusCode() >= 300) {
                throw new StartFailure(method + " " + path + " answered " + answer.statusCode() + " "
                        + JSON.readTree(answer.body()).path("detail").asText());
            }
            return answer.body().length == 0 ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new StartFailure(method + " " + path + " answered " + answer.statusCode() + " and no JSON", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
