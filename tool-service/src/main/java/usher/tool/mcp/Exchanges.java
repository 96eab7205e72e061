package usher.tool.mcp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.http.HttpReply.Unanswered;
import usher.tool.integration.connector.Link;
import usher.tool.mcp.authorization.AccessTokens;
import usher.tool.mcp.oauth.Challenge;
import usher.tool.target.Reply;

/** One message to a server and what it says to it, signed in. */
@ApplicationScoped
class Exchanges {
    private static final RpcReply NEEDED = new RpcReply.Broken(Reply.of(Entry.NEEDED));

    private final HttpCalls http;
    private final SignIn signIn;
    private final AccessTokens authorized;

    Exchanges(HttpCalls http, SignIn signIn, AccessTokens authorized) {
        this.http = http;
        this.signIn = signIn;
        this.authorized = authorized;
    }

    /** {@code repeatable} says that the server may get it twice. */
    record Message(String body, MultiMap headers, boolean repeatable, int answerBytes) {}

    Uni<RpcReply> send(Link link, Message message, Deadline deadline) {
        var settings = McpSettings.of(link.settings());
        return signIn.enter(link, settings, deadline.left()).chain(entry -> switch (entry) {
            case Entry.Closed closed -> broken(closed);
            case Entry.Open open ->
                post(link, settings, message, open, deadline)
                        .chain(reply -> status(reply) == 401
                                ? again(link, settings, message, open, reply, deadline)
                                : judge(link, open, reply));
        });
    }

    /** A token may be taken back before its time. Nothing was done, so it is safe to ask again, once. */
    private Uni<RpcReply> again(
            Link link, McpSettings settings, Message message, Entry.Open open, RpcReply reply, Deadline deadline) {
        return signIn.again(link, settings, open, deadline.left()).chain(next -> {
            if (next.isEmpty()) {
                return Uni.createFrom().item(reply);
            }
            return switch (next.get()) {
                case Entry.Closed closed -> broken(closed);
                case Entry.Open other ->
                    post(link, settings, message, other, deadline).chain(second -> judge(link, other, second));
            };
        });
    }

    /** What only a member can change is noted, so that nobody tries it over and over. */
    private Uni<RpcReply> judge(Link link, Entry.Open open, RpcReply reply) {
        var access = open.access();
        if (access == null) {
            return Uni.createFrom().item(reply);
        }
        if (status(reply) == 401) {
            return authorized.refused(link, access).replaceWith(NEEDED);
        }
        var challenge = challenge(reply);
        return status(reply) == 403 && challenge.wantsMoreScope()
                ? authorized.tooNarrow(link, challenge).replaceWith(NEEDED)
                : Uni.createFrom().item(reply);
    }

    private Uni<RpcReply> post(Link link, McpSettings settings, Message message, Entry.Open open, Deadline deadline) {
        var headers = headers().addAll(message.headers()).addAll(open.headers());
        var target = new HttpCall.Target(link.tenant(), link.id().toString(), settings.url());
        var call = new HttpCall(
                target,
                HttpMethod.POST,
                left -> headers,
                Buffer.buffer(message.body()),
                deadline.left(),
                message.repeatable());
        return http.send(call.mostBytes(message.answerBytes())).map(reply -> read(open, reply));
    }

    /** Those of every message. */
    static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/json")
                .set("accept", "application/json, text/event-stream")
                .set("user-agent", "Usher");
    }

    private static Uni<RpcReply> broken(Entry.Closed closed) {
        return Uni.createFrom().item(new RpcReply.Broken(closed.reply()));
    }

    private static RpcReply read(Entry.Open open, HttpReply reply) {
        return switch (reply) {
            case Unanswered unanswered -> new RpcReply.Broken(unanswered.failed());
            case Answered answered -> RpcText.read(open.cover(answered));
        };
    }

    private static int status(RpcReply reply) {
        var answered = answered(reply);
        return answered == null ? 0 : answered.status();
    }

    private static Challenge challenge(RpcReply reply) {
        var answered = answered(reply);
        return Challenge.of(answered == null ? List.of() : answered.headers().getAll("www-authenticate"));
    }

    private static @Nullable Answered answered(RpcReply reply) {
        return switch (reply) {
            case RpcReply.Result(var result, var http) -> http;
            case RpcReply.Refused(int code, var data, var http) -> http;
            case RpcReply.Foreign(var http) -> http;
            case RpcReply.Broken broken -> null;
        };
    }
}
