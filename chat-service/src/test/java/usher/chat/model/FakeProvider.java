package usher.chat.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** A provider of OpenAI's protocol that says what it was told, over and over, and remembers what it was asked. */
public final class FakeProvider implements AutoCloseable {
    private final HttpServer server;
    private final AtomicBoolean down = new AtomicBoolean();
    private volatile List<String> frames = List.of();
    public final Queue<String> requests = new ConcurrentLinkedQueue<>();

    public FakeProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.createContext("/v1/embeddings", this::embed);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1";
    }

    /** Counts 1,000 tokens read, 400 of them cached, and 300 written, 50 of them reasoning. */
    public FakeProvider says(String words) {
        down.set(false);
        frames = List.of(
                text(words),
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"prompt_tokens_details\":{\"cached_tokens\":400},"
                        + "\"completion_tokens\":300,\"completion_tokens_details\":{\"reasoning_tokens\":50}}}",
                "[DONE]");
        return this;
    }

    public FakeProvider breaksOffAfter(String words) {
        frames = List.of(text(words));
        return this;
    }

    public void isDown() {
        down.set(true);
    }

    private static String text(String words) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + words + "\"}}]}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (down.get()) {
            exchange.sendResponseHeaders(501, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            for (var frame : frames) {
                body.write(("data: " + frame + "\n\n").getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        }
    }

    /** Each text as a vector of its letters, so that texts of the same letters are near, and seven tokens a text. */
    private void embed(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(body);
        if (down.get()) {
            exchange.sendResponseHeaders(501, -1);
            exchange.close();
            return;
        }
        var texts = new JsonObject(body).getJsonArray("input");
        var data = new JsonArray();
        for (int at = texts.size() - 1; at >= 0; at--) {
            data.add(new JsonObject().put("index", at).put("embedding", letters(texts.getString(at))));
        }
        var answer = new JsonObject()
                .put("data", data)
                .put("usage", new JsonObject().put("prompt_tokens", 7 * texts.size()));
        var bytes = answer.encode().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static JsonArray letters(String text) {
        var counts = new float[32];
        text.toLowerCase(Locale.ROOT)
                .chars()
                .filter(Character::isLetter)
                .forEach(letter -> counts[letter % counts.length]++);
        var vector = new JsonArray();
        for (float count : counts) {
            vector.add(count);
        }
        return vector;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
