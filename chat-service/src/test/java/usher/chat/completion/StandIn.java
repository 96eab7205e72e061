package usher.chat.completion;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import usher.chat.limit.TestEntitlements;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

/** A model behind OpenAI's protocol: says what it was told to, in order, and remembers what it was asked. */
public final class StandIn implements AutoCloseable {
    private static final String STOP = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
    private static final String USAGE = "{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5}}";
    private static final String PAUSE = "";

    public final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<List<String>> replies = new ConcurrentLinkedQueue<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final HttpServer server;

    public StandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    /** A tenant with entitlements that is answered by this model. */
    public TestTenant tenant() {
        var tenant = TestTenants.active();
        TestEntitlements.grant(tenant.id(), 1000L, 1000L);
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType("application/json")
                .queryParam("tenant", tenant.id().toString())
                .body(Map.of(
                        "provider",
                        "openai",
                        "base_url",
                        "http://localhost:" + server.getAddress().getPort() + "/v1",
                        "model",
                        "gpt-4o-mini",
                        "api_key",
                        "k"))
                .put("/api/v1/chat/admin/model")
                .then()
                .statusCode(200);
        return tenant;
    }

    /** Says the words, one frame each, and counts 10 tokens in and 5 out. */
    public StandIn says(String... words) {
        var frames = new ArrayList<String>();
        for (var word : words) {
            frames.add("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]}");
        }
        frames.addAll(List.of(STOP, USAGE, "[DONE]"));
        replies.add(frames);
        return this;
    }

    /** Begins to speak, and ends when {@link #goOn} is called. */
    public StandIn hesitatesAfter(String word, String rest) {
        replies.add(List.of(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]}",
                PAUSE,
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + rest + "\"}}]}",
                STOP,
                USAGE,
                "[DONE]"));
        return this;
    }

    public void goOn() {
        goOn.countDown();
    }

    /** {@code arguments} is JSON. */
    public StandIn calls(String tool, String arguments) {
        return calls(Map.of(tool, arguments));
    }

    /** Several tools at once, each with its arguments. */
    public StandIn calls(Map<String, String> argumentsByTool) {
        var calls = new ArrayList<String>();
        argumentsByTool.forEach((tool, arguments) ->
                calls.add("{\"index\":" + calls.size() + ",\"id\":\"x" + calls.size() + "\",\"function\":{\"name\":\""
                        + tool + "\",\"arguments\":\"" + arguments.replace("\"", "\\\"") + "\"}}"));
        replies.add(List.of(
                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + String.join(",", calls) + "]}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
                USAGE,
                "[DONE]"));
        return this;
    }

    /** Begins to speak and breaks off. */
    public StandIn breaksOffAfter(String word) {
        replies.add(List.of("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]}"));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var reply = replies.poll();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(reply == null ? 400 : 200, 0);
        try (var body = exchange.getResponseBody()) {
            for (var frame : reply == null ? List.<String>of() : reply) {
                if (frame.equals(PAUSE)) {
                    pause();
                } else {
                    body.write(("data: " + frame + "\n\n").getBytes(StandardCharsets.UTF_8));
                    body.flush();
                }
            }
        }
    }

    private void pause() {
        try {
            if (!goOn.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody let the model go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        goOn.countDown();
        server.stop(0);
    }
}
