package usher.tool.mcp.oauth;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import usher.kit.problem.Refusal;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.http.HttpReply.Unanswered;

/** Asks a server something without a token, to hear what it wants to be shown. */
@ApplicationScoped
class Challenges {
    private static final String FIRST_REQUEST = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"usher","version":"1"}}}""";

    private final HttpCalls http;

    Challenges(HttpCalls http) {
        this.http = http;
    }

    /** Empty of a server that does not mind; it may still describe itself. */
    Uni<Challenge> of(Asker asker, URI url) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/json")
                .set("accept", "application/json, text/event-stream")
                .set("user-agent", "Usher");
        var call = new HttpCall(
                asker.target(url),
                HttpMethod.POST,
                left -> headers,
                Buffer.buffer(FIRST_REQUEST),
                asker.deadline().left(),
                true);
        return http.send(call).map(Challenges::read);
    }

    private static Challenge read(HttpReply reply) {
        return switch (reply) {
            case Answered answered -> Challenge.of(answered.headers().getAll("www-authenticate"));
            case Unanswered unanswered -> throw new Refusal("integration-failing", 502, unanswered.sentence());
        };
    }
}
