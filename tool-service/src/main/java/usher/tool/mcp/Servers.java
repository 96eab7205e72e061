package usher.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import usher.tool.integration.connector.Link;
import usher.tool.mcp.Exchanges.Message;
import usher.tool.mcp.RpcReply.Broken;
import usher.tool.mcp.RpcReply.Foreign;
import usher.tool.mcp.RpcReply.Refused;
import usher.tool.mcp.RpcReply.Result;

/**
 * Speaks with servers in the protocol each of them knows. Which one that is is found out at the first contact, by asking as
 * the stateless revision does and looking at what comes back, and remembered.
 */
@ApplicationScoped
class Servers {
    private static final int REMEMBERED = 1_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private final Cache<LinkKey, Era> eras = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();
    private final Exchanges exchanges;
    private final McpConfig config;

    Servers(Exchanges exchanges, McpConfig config) {
        this.exchanges = exchanges;
        this.config = config;
    }

    /** A request in the words of both eras; {@code name} and {@code headers} go into headers where an era wants that. */
    record Asked(
            String method,
            ObjectNode params,
            @Nullable String name,
            MultiMap headers,
            boolean repeatable,
            int answerBytes) {}

    /** What came of finding out how to speak with a server. */
    sealed interface Contact {
        record Made(Era era) implements Contact {}

        record Missed(RpcReply reply) implements Contact {}
    }

    Uni<RpcReply> ask(Link link, Asked asked, Deadline deadline) {
        return contact(link, deadline).chain(contact -> switch (contact) {
            case Contact.Missed(var reply) -> Uni.createFrom().item(reply);
            case Contact.Made(var era) ->
                send(link, era, asked, deadline).chain(reply -> {
                    if (!isLost(era, reply)) {
                        return Uni.createFrom().item(reply);
                    }
                    eras.invalidate(LinkKey.of(link));
                    return contact(link, deadline).chain(again -> switch (again) {
                        case Contact.Missed(var missed) -> Uni.createFrom().item(missed);
                        case Contact.Made(var renewed) -> send(link, renewed, asked, deadline);
                    });
                });
        });
    }

    Uni<Contact> contact(Link link, Deadline deadline) {
        var known = eras.getIfPresent(LinkKey.of(link));
        if (known != null) {
            return Uni.createFrom().item(new Contact.Made(known));
        }
        return discover(link, deadline).invoke(contact -> {
            if (contact instanceof Contact.Made(var era)) {
                eras.put(LinkKey.of(link), era);
            }
        });
    }

    private Uni<RpcReply> send(Link link, Era era, Asked asked, Deadline deadline) {
        var headers = era.headers(asked.method(), asked.name());
        if (era instanceof Era.Stateless) {
            headers.addAll(asked.headers());
        }
        var body = RpcText.request(asked.method(), era.params(asked.params()));
        return exchanges.send(link, new Message(body, headers, asked.repeatable(), asked.answerBytes()), deadline);
    }

    /**
     * A session that the server has forgotten: 404 by the specification, 400 by many. It refused before doing anything. A
     * stateless server that has become an old one, or the other way round, is found out the same way.
     */
    private static boolean isLost(Era era, RpcReply reply) {
        return switch (reply) {
            case Foreign(var http) -> era instanceof Era.Session && (http.status() == 404 || http.status() == 400);
            case Refused(int code, var data, var http) ->
                era instanceof Era.Session
                        ? http.status() == 404 || http.status() == 400
                        : code == Wire.UNSUPPORTED_VERSION;
            default -> false;
        };
    }

    private Uni<Contact> discover(Link link, Deadline deadline) {
        var probe = new Asked(
                "server/discover", object(), null, MultiMap.caseInsensitiveMultiMap(), true, config.listBytes());
        return send(link, new Era.Stateless(""), probe, deadline).chain(reply -> switch (reply) {
            case Result(var result, var http)
            when supports(result.path("supportedVersions")) ->
                Uni.createFrom().item(new Contact.Made(new Era.Stateless(name(result))));
            case Refused(int code, var data, var http)
            when isStateless(code, data, http.status()) ->
                Uni.createFrom().item(new Contact.Made(new Era.Stateless("")));
            case Broken broken -> Uni.createFrom().item(new Contact.Missed(broken));
            case Foreign foreign
            when foreign.refusesSignIn() || foreign.http().status() >= 500 ->
                Uni.createFrom().item(new Contact.Missed(foreign));
            default -> initialize(link, deadline);
        });
    }

    private static boolean isStateless(int code, JsonNode data, int status) {
        return Wire.STATELESS_ERRORS.contains(code)
                || code == Wire.UNSUPPORTED_VERSION && supports(data.path("supported"))
                || code == Wire.METHOD_NOT_FOUND && status == 404;
    }

    private static boolean supports(JsonNode versions) {
        return StreamSupport.stream(versions.spliterator(), false)
                .anyMatch(version -> Wire.STATELESS.equals(version.asText()));
    }

    private Uni<Contact> initialize(Link link, Deadline deadline) {
        var params = object().put("protocolVersion", Wire.WITH_SESSIONS.getFirst());
        params.set("capabilities", object());
        params.set("clientInfo", Era.client());
        var body = RpcText.request("initialize", params);
        var message = new Message(body, MultiMap.caseInsensitiveMultiMap(), true, config.listBytes());
        return exchanges.send(link, message, deadline).chain(reply -> {
            if (!(reply instanceof Result(var result, var http))) {
                return Uni.createFrom().item(new Contact.Missed(reply));
            }
            var version = result.path("protocolVersion").asText();
            if (!Wire.WITH_SESSIONS.contains(version)) {
                return Uni.createFrom().item(new Contact.Missed(new Foreign(http)));
            }
            var era = new Era.Session(name(result), version, http.headers().get(Wire.SESSION_HEADER));
            return initialized(link, era, deadline);
        });
    }

    private Uni<Contact> initialized(Link link, Era.Session era, Deadline deadline) {
        var method = "notifications/initialized";
        var message = new Message(RpcText.notification(method), era.headers(method, null), true, config.listBytes());
        return exchanges.send(link, message, deadline).map(reply -> switch (reply) {
            case Foreign(var http) when http.ok() -> new Contact.Made(era);
            default -> new Contact.Missed(reply);
        });
    }

    private static String name(ObjectNode result) {
        var info = result.has("serverInfo")
                ? result.path("serverInfo")
                : result.path("_meta").path(Wire.META_SERVER);
        return (info.path("name").asText() + " " + info.path("version").asText()).strip();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
