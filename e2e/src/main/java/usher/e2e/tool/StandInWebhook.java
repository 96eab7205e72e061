package usher.e2e.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers every call with what the script makes of its arguments, and remembers calls and their idempotency keys. */
public final class StandInWebhook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One call as it arrived. */
    public record Call(
            String tool,
            JsonNode arguments,
            JsonNode context,
            @Nullable String idempotencyKey) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Function<Call, Object> script;
    private final HttpServer server;

    private StandInWebhook(Function<Call, Object> script) throws IOException {
        this.script = script;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /** Starts on a free port; the script's value becomes the JSON of the answer. */
    public static StandInWebhook start(Function<Call, Object> script) {
        try {
            return new StandInWebhook(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = JSON.readTree(exchange.getRequestBody());
            var call = new Call(
                    body.path("tool").asText(),
                    body.path("arguments"),
                    body.path("context"),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            calls.add(call);
            var answer = JSON.writeValueAsString(script.apply(call)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
