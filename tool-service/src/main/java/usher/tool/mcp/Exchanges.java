package usher.tool.mcp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.http.HttpReply.Unanswered;
import usher.tool.integration.connector.Link;
import usher.tool.mcp.McpSettings.Auth;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Reply;

/** One message to a server and what it says to it, signed in. */
@ApplicationScoped
class Exchanges {
    private static final Failed NO_TOKEN =
            Failed.certainly("tool-sign-in", "The tool's server gave out no token for the credentials.", false);

    private final HttpCalls http;
    private final SignIn signIn;

    Exchanges(HttpCalls http, SignIn signIn) {
        this.http = http;
        this.signIn = signIn;
    }

    /** {@code repeatable} says that the server may get it twice. */
    record Message(String body, MultiMap headers, boolean repeatable, int answerBytes) {}

    Uni<RpcReply> send(Link link, Message message, Deadline deadline) {
        var settings = McpSettings.of(link.settings());
        return attempt(link, settings, message, deadline).chain(reply -> {
            if (settings.auth() instanceof Auth.ClientCredentials && tokenIsOver(reply)) {
                signIn.forget(link);
                return attempt(link, settings, message, deadline);
            }
            return Uni.createFrom().item(reply);
        });
    }

    /** A token may be taken back before its time. Nothing was done, so it is safe to ask again. */
    private static boolean tokenIsOver(RpcReply reply) {
        return switch (reply) {
            case RpcReply.Foreign(var http) -> http.status() == 401;
            case RpcReply.Refused(int code, var data, var http) -> http.status() == 401;
            default -> false;
        };
    }

    private Uni<RpcReply> attempt(Link link, McpSettings settings, Message message, Deadline deadline) {
        return signIn.headers(link, settings.auth(), deadline.left())
                .chain(auth -> auth.isEmpty()
                        ? Uni.createFrom().item(new RpcReply.Broken(Reply.of(NO_TOKEN)))
                        : post(link, settings, message, auth.get(), deadline));
    }

    private Uni<RpcReply> post(Link link, McpSettings settings, Message message, MultiMap auth, Deadline deadline) {
        var headers = headers().addAll(message.headers()).addAll(auth);
        var target = new HttpCall.Target(link.tenant(), link.id().toString(), settings.url());
        var call = new HttpCall(
                target,
                HttpMethod.POST,
                left -> headers,
                Buffer.buffer(message.body()),
                deadline.left(),
                message.repeatable());
        return http.send(call.mostBytes(message.answerBytes())).map(Exchanges::read);
    }

    /** Those of every message. */
    static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/json")
                .set("accept", "application/json, text/event-stream")
                .set("user-agent", "Usher");
    }

    private static RpcReply read(HttpReply reply) {
        return switch (reply) {
            case Unanswered unanswered -> new RpcReply.Broken(unanswered.failed());
            case Answered answered -> RpcText.read(answered);
        };
    }
}
