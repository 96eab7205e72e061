package usher.tool.mcp.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.http.HttpReply.Unanswered;
import usher.tool.integration.connector.ApiAnswers;

/**
 * Becomes known at an authorization server, in the order of the Model Context Protocol: as the tenant's own client, by the URL of this
 * installation's description, by registration (RFC 7591).
 */
@ApplicationScoped
public class Clients {
    private static final int LONGEST = 2_000;

    private final HttpCalls http;

    Clients(HttpCalls http) {
        this.http = http;
    }

    /** {@code document} is where this installation describes itself, or null where nobody outside could read it. */
    public record Ours(URI callback, @Nullable URI document) {}

    /** What the tenant has been given over there. */
    public record Given(String id, @Nullable String secret) {
        @Override
        public String toString() {
            return "Given[" + id + "]";
        }
    }

    public Uni<Client> of(Asker asker, AuthorizationServer server, Optional<Given> given, Ours ours) {
        if (given.isPresent()) {
            return Uni.createFrom().item(Client.given(given.get(), server.clientMethods()));
        }
        if (server.readsClients() && ours.document() != null) {
            return Uni.createFrom().item(new Client(ours.document().toString(), null, Client.NONE));
        }
        var endpoint = server.registrationEndpoint();
        if (endpoint == null) {
            throw Unsuitable.because(
                    "client-id-required",
                    "The authorization server takes no registrations: make a client there and enter its client_id.");
        }
        return register(asker, endpoint, description(server.clientMethods(), ours));
    }

    /** The description that a server reads by the URL which is the client's id. */
    public static ObjectNode document(URI place, URI callback) {
        return description(callback, Client.NONE).put("client_id", place.toString());
    }

    private static ObjectNode description(URI callback, String method) {
        var description = JsonNodeFactory.instance
                .objectNode()
                .put("client_name", "Usher")
                .put("application_type", isLocal(callback) ? "native" : "web")
                .put("token_endpoint_auth_method", method);
        description.putArray("redirect_uris").add(callback.toString());
        description.putArray("grant_types").add("authorization_code").add("refresh_token");
        description.putArray("response_types").add("code");
        return description;
    }

    private static ObjectNode description(Set<String> methods, Ours ours) {
        var method = Stream.of(Client.NONE, Client.BASIC, Client.POST)
                .filter(methods::contains)
                .findFirst()
                .orElseThrow(
                        () -> Unsuitable.because(
                                "client-not-supported",
                                "The authorization server wants clients to show who they are in a way that is not known here."));
        return description(ours.callback(), method);
    }

    private Uni<Client> register(Asker asker, URI endpoint, ObjectNode description) {
        var call = new HttpCall(
                asker.target(endpoint),
                HttpMethod.POST,
                left -> MultiMap.caseInsensitiveMultiMap()
                        .set("content-type", "application/json")
                        .set("accept", "application/json")
                        .set("user-agent", "Usher"),
                Buffer.buffer(description.toString()),
                asker.deadline().left(),
                false);
        var asked = description.path("token_endpoint_auth_method").asText();
        return http.send(call).map(reply -> registered(reply, asked));
    }

    /** The server may have made of the request what it likes; what it answers counts (RFC 7591, section 3.2.1). */
    private static Client registered(HttpReply reply, String asked) {
        return switch (reply) {
            case Unanswered unanswered -> throw Documents.failure(unanswered);
            case Answered answered
            when answered.ok() -> {
                var said = ApiAnswers.json(answered.body());
                var id = said.path("client_id").asText();
                var secret = said.path("client_secret").asText();
                if (id.isBlank() || id.length() > LONGEST || secret.length() > LONGEST) {
                    throw refused();
                }
                var method = said.path("token_endpoint_auth_method").asText(secret.isEmpty() ? Client.NONE : asked);
                boolean secretive = Set.of(Client.BASIC, Client.POST).contains(method) && !secret.isEmpty();
                if (!secretive && !method.equals(Client.NONE)) {
                    throw refused();
                }
                yield new Client(id, secretive ? secret : null, method);
            }
            case Answered answered -> throw refused();
        };
    }

    private static Refusal refused() {
        return Unsuitable.because(
                "registration-refused",
                "The authorization server does not take this installation's registration: make a client there and enter its client_id.");
    }

    private static boolean isLocal(URI callback) {
        return Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(callback.getHost()));
    }
}
