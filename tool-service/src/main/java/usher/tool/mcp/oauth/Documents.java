package usher.tool.mcp.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.http.HttpReply.Unanswered;
import usher.tool.integration.connector.ApiAnswers;

/** JSON documents by which servers describe themselves. */
@ApplicationScoped
class Documents {
    private static final int MOST_BYTES = 65_536;

    private final HttpCalls http;

    Documents(HttpCalls http) {
        this.http = http;
    }

    /** The first that is there. A server that does not answer at all is not asked on. */
    Uni<Optional<ObjectNode>> first(Asker asker, List<URI> places) {
        if (places.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return get(asker, places.getFirst())
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(found)
                        : first(asker, places.subList(1, places.size())));
    }

    private Uni<Optional<ObjectNode>> get(Asker asker, URI uri) {
        var call = new HttpCall(
                asker.target(uri),
                HttpMethod.GET,
                left -> MultiMap.caseInsensitiveMultiMap()
                        .set("accept", "application/json")
                        .set("user-agent", "Usher"),
                Buffer.buffer(),
                asker.deadline().left(),
                true);
        return http.send(call.followingRedirects().mostBytes(MOST_BYTES)).map(Documents::read);
    }

    private static Optional<ObjectNode> read(HttpReply reply) {
        return switch (reply) {
            case Answered answered ->
                answered.ok() && ApiAnswers.json(answered.body()) instanceof ObjectNode document
                        ? Optional.of(document)
                        : Optional.empty();
            case Unanswered unanswered -> throw failure(unanswered);
        };
    }

    static RuntimeException failure(Unanswered unanswered) {
        return "url-not-allowed".equals(unanswered.code())
                ? Unsuitable.because("url-not-allowed", unanswered.sentence())
                : Unsuitable.because(
                        "authorization-server-unreachable",
                        "A server that is needed for this could not be asked, or its answer is too large.");
    }
}
