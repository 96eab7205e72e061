package usher.tool.integration.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import usher.tool.credential.Credentials;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Preview;
import usher.tool.target.Reply;

/**
 * Covers secrets in what another system says: some repeat in an error the key they refuse, or answer with the request they
 * got. Known are the secrets as they are, in base64, and percent-encoded.
 */
public final class Veil {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COVER = "[secret]";
    /** Shorter ones would be found everywhere. */
    private static final int SHORTEST = 6;

    private final List<String> secrets;

    private Veil(Collection<String> values) {
        secrets = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .flatMap(Veil::forms)
                .distinct()
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }

    public static Veil of(Credentials credentials) {
        return new Veil(credentials.values().values());
    }

    public static Veil of(String... secrets) {
        return new Veil(List.of(secrets));
    }

    public String cover(String text) {
        var covered = text;
        for (var secret : secrets) {
            covered = covered.replace(secret, COVER);
        }
        return covered;
    }

    public Reply cover(Reply reply) {
        return switch (reply.outcome()) {
            case Failed(var code, var message, var retryable, var uncertain) ->
                new Reply(new Failed(code, cover(message), retryable, uncertain), reply.attempts(), reply.httpStatus());
            case Succeeded(var result, var display) ->
                new Reply(
                        new Succeeded(cover(result), display == null ? null : cover(display)),
                        reply.attempts(),
                        reply.httpStatus());
        };
    }

    public Preview cover(Preview request) {
        var headers = new HashMap<String, String>();
        request.headers().forEach((name, value) -> headers.put(name, cover(value)));
        var url = request.url();
        return new Preview(request.method(), url == null ? null : cover(url), headers, cover(request.body()));
    }

    private JsonNode cover(JsonNode result) {
        var text = result.toString();
        var covered = cover(text);
        if (covered.equals(text)) {
            return result;
        }
        try {
            return JSON.readTree(covered);
        } catch (JsonProcessingException torn) {
            return TextNode.valueOf(COVER);
        }
    }

    private static Stream<String> forms(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                secret,
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
}
