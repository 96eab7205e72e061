package usher.tool.mcp;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import usher.tool.ToolServer;
import usher.tool.ToolServer.Received;

/** A server of the Model Context Protocol, of one era, whose tool may be described anew and whose sessions may be lost. */
final class RemoteServer implements AutoCloseable {
    private static final String PATH = "/mcp";

    private final ToolServer server = new ToolServer();
    private final boolean stateless;
    private final AtomicInteger sessions = new AtomicInteger();
    private final List<JsonObject> tools = new CopyOnWriteArrayList<>();
    volatile String answer = "{\"content\": [{\"type\": \"text\", \"text\": \"{\\\"stock\\\": 3}\"}]}";
    volatile boolean events;
    volatile int pageSize = 100;
    volatile String token = "";
    /** Which tokens get in, where it is not one alone. */
    volatile Predicate<String> gate = shown -> token.isEmpty() || shown.equals(token);
    /** What it says to who does not get in. */
    volatile String challenge = "";
    /** The scope that calls of tools need, where those who get in lack it. */
    volatile String lackingScope = "";

    RemoteServer(boolean stateless) {
        this.stateless = stateless;
        server.answer(
                PATH, (request, number) -> answer(request, server.received(PATH).get(number - 1)));
    }

    String url() {
        return server.url(PATH);
    }

    ToolServer http() {
        return server;
    }

    RemoteServer offering(String name, String description) {
        tools.removeIf(tool -> tool.getString("name").equals(name));
        tools.add(
                new JsonObject()
                        .put("name", name)
                        .put("description", description)
                        .put("annotations", new JsonObject().put("readOnlyHint", true))
                        .put(
                                "inputSchema",
                                new JsonObject(
                                        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\","
                                                + " \"properties\": {\"sku\": {\"type\": \"string\", \"x-mcp-header\": \"Sku\"}}}")));
        return this;
    }

    void loseSessions() {
        sessions.incrementAndGet();
    }

    List<Received> asked(String method) {
        return server.received(PATH).stream()
                .filter(request -> method.equals(request.json().getString("method")))
                .toList();
    }

    private void answer(HttpServerRequest request, Received received) {
        var method = received.json().getString("method");
        if (!gate.test(received.header("authorization").replaceFirst("^Bearer ", ""))) {
            refuse(request, 401, challenge);
        } else if (!lackingScope.isEmpty() && "tools/call".equals(method)) {
            refuse(
                    request,
                    403,
                    "Bearer error=\"insufficient_scope\", scope=\"%s\", error_description=\"More, please\""
                            .formatted(lackingScope));
        } else if (stateless) {
            answerStateless(request, received, method);
        } else {
            answerInSession(request, received, method);
        }
    }

    private static void refuse(HttpServerRequest request, int status, String challenge) {
        var response = request.response().setStatusCode(status);
        if (!challenge.isEmpty()) {
            response.putHeader("www-authenticate", challenge);
        }
        response.end();
    }

    private void answerStateless(HttpServerRequest request, Received received, String method) {
        var meta = received.json().getJsonObject("params").getJsonObject("_meta", new JsonObject());
        boolean sound = "2026-07-28".equals(received.header("mcp-protocol-version"))
                && "2026-07-28".equals(meta.getString("io.modelcontextprotocol/protocolVersion"))
                && method.equals(received.header("mcp-method"))
                && !received.headers().containsKey("mcp-session-id");
        if (!sound) {
            send(request, 400, new JsonObject("{\"error\": {\"code\": -32020, \"message\": \"Header mismatch\"}}"));
        } else if ("server/discover".equals(method)) {
            send(
                    request,
                    200,
                    result(
                            "{\"supportedVersions\": [\"2026-07-28\"], \"resultType\": \"complete\","
                                    + " \"_meta\": {\"io.modelcontextprotocol/serverInfo\": {\"name\": \"shop\", \"version\": \"2\"}}}"));
        } else {
            send(request, 200, serve(received, method));
        }
    }

    private void answerInSession(HttpServerRequest request, Received received, String method) {
        var session = "s" + sessions.get();
        if ("initialize".equals(method)) {
            request.response().putHeader("mcp-session-id", session);
            send(
                    request,
                    200,
                    result("{\"protocolVersion\": \"2025-06-18\", \"capabilities\": {\"tools\": {}},"
                            + " \"serverInfo\": {\"name\": \"shop\", \"version\": \"1\"}}"));
        } else if (!session.equals(received.header("mcp-session-id"))) {
            send(
                    request,
                    400,
                    new JsonObject("{\"error\": {\"code\": -32000, \"message\": \"No session\"}, \"id\": null}"));
        } else if ("notifications/initialized".equals(method)) {
            request.response().setStatusCode(202).end();
        } else {
            send(request, 200, serve(received, method));
        }
    }

    private JsonObject serve(Received received, String method) {
        if ("tools/call".equals(method)) {
            return result(answer);
        }
        int from = Integer.parseInt(received.json().getJsonObject("params").getString("cursor", "0"));
        int to = Math.min(from + pageSize, tools.size());
        var page = new JsonObject().put("tools", new JsonArray(List.copyOf(tools.subList(from, to))));
        return result((to < tools.size() ? page.put("nextCursor", Integer.toString(to)) : page).encode());
    }

    private static JsonObject result(String json) {
        return new JsonObject().put("jsonrpc", "2.0").put("id", 1).put("result", new JsonObject(json));
    }

    private void send(HttpServerRequest request, int status, JsonObject message) {
        var response = request.response().setStatusCode(status);
        if (events && status == 200) {
            response.putHeader("content-type", "text/event-stream")
                    .end(
                            ": hello\n\nevent: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}\n\n"
                                    + "event: message\r\nid: 7\r\ndata: " + message.encode() + "\r\n\r\n");
        } else {
            response.putHeader("content-type", "application/json").end(message.encode());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
