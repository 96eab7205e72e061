package usher.chat.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import usher.contracts.id.OperationId;

/** Stands in for tool-service: answers as it was told to, by tool, and remembers what it was asked. The first decision counts. */
public final class FakeToolService implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/v1/tools/internal/invocations";
    private static final String LIVE_DATA = "/api/v1/tools/internal/live-data";
    private static final String DONE =
            "{\"state\":\"succeeded\",\"result\":{\"done\":true,\"secret\":\"of-the-target\"},\"display\":\"It is done.\",\"duration_ms\":7}";

    public final Queue<JsonNode> invocations = new ConcurrentLinkedQueue<>();
    public final Queue<JsonNode> decisions = new ConcurrentLinkedQueue<>();
    public final Queue<JsonNode> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, String> live = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;
    private final Map<String, String> outcomes = new ConcurrentHashMap<>();
    private final Map<String, String> decided = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile String confirmed = DONE;
    private volatile int status = 200;

    public FakeToolService() {
        try {
            server = HttpServer.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PATH, this::take);
        server.createContext(LIVE_DATA, this::live);
    }

    /** Listens from now on, at the port that chat-service was told. */
    public void open() {
        try {
            var port = Integer.getInteger(ToolServicePort.PROPERTY);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.start();
    }

    /** Whatever is asked of this tool waits until then for a confirmation. */
    public FakeToolService asksFor(String tool, Instant until) {
        outcomes.put(
                tool,
                "{\"state\":\"needs_confirmation\",\"duration_ms\":0,\"confirmation\":{\"expires_at\":\"" + until
                        + "\"}}");
        return this;
    }

    /** What a yes leads to. */
    public FakeToolService onceConfirmed(String outcome) {
        confirmed = outcome;
        return this;
    }

    /** What a source says at this moment, as JSON. */
    public FakeToolService saysNow(OperationId source, String result) {
        live.put(source.toString(), result);
        return this;
    }

    /** Takes questions for live data from now on, and answers none. */
    public FakeToolService goesSilent() {
        silent = true;
        return this;
    }

    private void live(HttpExchange exchange) throws IOException {
        try (exchange) {
            var wanted = JSON.readTree(exchange.getRequestBody());
            asked.add(wanted);
            if (silent) {
                closed.await();
            }
            var data = JSON.createArrayNode();
            for (var operation : wanted.path("operations")) {
                var result = live.get(operation.asText());
                if (result != null) {
                    data.addObject()
                            .put("operation", operation.asText())
                            .put("at", "2026-11-29T08:00:00Z")
                            .set("result", JSON.readTree(result));
                }
            }
            var bytes = JSON.writeValueAsBytes(JSON.createObjectNode().set("data", data));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Refuses decisions with this status, 200 for not any more. */
    public FakeToolService refusesDecisions(int status) {
        this.status = status;
        return this;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = JSON.readTree(exchange.getRequestBody());
            boolean decides = path.endsWith("/decision");
            var answer = decides ? decide(path.split("/")[6], body) : invoke(body);
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(decides ? status : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String invoke(JsonNode body) {
        invocations.add(body);
        return outcomes.getOrDefault(body.path("tool").asText(), DONE);
    }

    private String decide(String call, JsonNode body) {
        decisions.add(body);
        if (status != 200) {
            return "{}";
        }
        return decided.computeIfAbsent(
                call,
                first -> body.path("decision").asText().equals("confirm")
                        ? confirmed
                        : "{\"state\":\"declined\",\"duration_ms\":0}");
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
