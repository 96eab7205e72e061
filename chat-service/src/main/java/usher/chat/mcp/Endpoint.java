package usher.chat.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.function.Supplier;
import usher.chat.mcp.protocol.Client;
import usher.chat.mcp.protocol.Era;
import usher.chat.mcp.protocol.Headers;
import usher.chat.mcp.protocol.Message;
import usher.chat.mcp.protocol.Message.Request;
import usher.chat.mcp.protocol.Message.Told;
import usher.chat.mcp.protocol.RpcFault;
import usher.chat.mcp.protocol.Server;
import usher.chat.mcp.protocol.Wire;
import usher.chat.mcp.tool.Arguments;
import usher.chat.mcp.tool.AskAgent;
import usher.chat.mcp.tool.ToolResult;
import usher.chat.mcp.tool.Toolset;
import usher.chat.turn.ReplyEvent;
import usher.chat.turn.TurnAnswer.Gathering;

/** Answers messages, each by what it says of itself: which revision it is written in, what it wants, whether it is answered. */
@ApplicationScoped
class Endpoint {
    private static final int LARGEST_BATCH = 20;

    private final Toolset tools;
    private final AskAgent agent;

    Endpoint(Toolset tools, AskAgent agent) {
        this.tools = tools;
        this.agent = agent;
    }

    Uni<Reply> take(Client client, String body) {
        return Uni.createFrom().deferred(() -> {
            var json = Message.read(body);
            return json.isArray() ? batch(client, json) : one(client, json);
        });
    }

    private Uni<Reply> one(Client client, JsonNode json) {
        return Uni.createFrom()
                .deferred(() -> switch (Message.of(json)) {
                    case Told told -> {
                        Era.requireKnown(client.headers());
                        yield Uni.createFrom().<Reply>item(new Reply.Taken());
                    }
                    case Request request -> {
                        var era = Era.of(client.headers(), request);
                        requireScope(client, request);
                        yield streams(client, request)
                                ? events(client, era, request)
                                : answer(client, era, request).map(body -> new Reply.Whole(200, body));
                    }
                })
                .onFailure(RpcFault.class)
                .recoverWithItem(failure -> whole((RpcFault) failure, Message.id(json)));
    }

    private void requireScope(Client client, Request request) {
        if (request.method().equals(Wire.CALL)) {
            tools.requireScope(client, tools.named(request.params()));
        }
    }

    static Reply whole(RpcFault fault, JsonNode id) {
        return new Reply.Whole(fault.status(), fault.message(id), fault.scope());
    }

    private Uni<JsonNode> answer(Client client, Era era, Request request) {
        return result(client, era, request).map(result -> message(request, result));
    }

    private Uni<ObjectNode> result(Client client, Era era, Request request) {
        var params = request.params();
        return switch (request.method()) {
            case Wire.LIST -> Uni.createFrom().item(era.kept(tools.list(client, params)));
            case Wire.CALL -> tools.call(client, tools.named(params), params).map(era::result);
            case "initialize" -> ofSessions(era, () -> Server.initialized(params));
            case "ping" -> ofSessions(era, JsonNodeFactory.instance::objectNode);
            case "server/discover" -> {
                if (era == Era.SESSIONS) {
                    throw era.unknownMethod();
                }
                yield Uni.createFrom().item(era.kept(Server.discovered()));
            }
            default -> throw era.unknownMethod();
        };
    }

    private static Uni<ObjectNode> ofSessions(Era era, Supplier<ObjectNode> result) {
        if (era != Era.SESSIONS) {
            throw era.unknownMethod();
        }
        return Uni.createFrom().item(result.get());
    }

    /** A question whose asker wants to hear how it goes, and can. */
    private boolean streams(Client client, Request request) {
        var token = token(request);
        return client.headers().takesEvents()
                && (token.isTextual() || token.isIntegralNumber())
                && request.method().equals(Wire.CALL)
                && agent.name().equals(request.params().path("name").textValue());
    }

    private static JsonNode token(Request request) {
        return request.meta().path("progressToken");
    }

    /** A turn that is refused before it begins is answered whole. */
    private Uni<Reply> events(Client client, Era era, Request request) {
        return Uni.createFrom()
                .deferred(() -> agent.ask(client, Arguments.of(request.params(), agent.arguments())))
                .<Reply>map(turn -> new Reply.Events(told(client, era, request, turn)))
                .onFailure(failure -> !(failure instanceof RpcFault))
                .recoverWithItem(
                        failure -> new Reply.Whole(200, message(request, era.result(ToolResult.failed(failure)))));
    }

    /** Without sessions, to close the stream is to say that nobody wants the answer any more; before, it said nothing. */
    private Multi<String> told(Client client, Era era, Request request, Multi<ReplyEvent> turn) {
        var gathered = new Gathering();
        var progress = new Progress(token(request));
        Multi<String> notes = turn.onItem().transformToIterable(event -> {
            gathered.hear(event);
            return progress.hear(event).map(ObjectNode::toString).stream().toList();
        });
        return Multi.createBy()
                .concatenating()
                .streams(
                        notes,
                        Multi.createFrom()
                                .item(() -> message(request, era.result(agent.result(gathered)))
                                        .toString()))
                .onCancellation()
                .invoke(() -> {
                    if (era == Era.STATELESS) {
                        progress.running().ifPresent(begun -> agent.stop(client, begun));
                    }
                });
    }

    /** Only the first revision over HTTP had batches; who names none may be of it. */
    private Uni<Reply> batch(Client client, JsonNode batch) {
        var version = client.headers().version();
        if (version != null && !version.equals(Wire.WITH_BATCHES)) {
            throw RpcFault.invalidRequest("This revision has no batches: send each message by itself.");
        }
        if (batch.isEmpty() || batch.size() > LARGEST_BATCH) {
            throw RpcFault.invalidRequest("A batch has 1 to " + LARGEST_BATCH + " messages.");
        }
        var quiet = new Client(client.tenant(), client.caller(), new Headers(version, null, null, false));
        var replies = new ArrayList<Uni<Reply>>();
        for (var json : batch) {
            if (json.path("params").path(Wire.META).has(Wire.META_VERSION)
                    || "initialize".equals(json.path("method").textValue())) {
                throw RpcFault.invalidRequest("Such a message comes by itself.");
            }
            replies.add(one(quiet, json));
        }
        return Uni.join().all(replies).andCollectFailures().map(Endpoint::together);
    }

    private static Reply together(Iterable<Reply> replies) {
        var bodies = JsonNodeFactory.instance.arrayNode();
        for (var reply : replies) {
            if (reply instanceof Reply.Whole(int status, JsonNode body, var scope)) {
                bodies.add(body);
            }
        }
        return bodies.isEmpty() ? new Reply.Taken() : new Reply.Whole(200, bodies);
    }

    private static JsonNode message(Request request, ObjectNode result) {
        var message = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        message.set("id", request.id());
        message.set("result", result);
        return message;
    }
}
