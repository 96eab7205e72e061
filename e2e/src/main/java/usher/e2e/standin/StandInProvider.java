package usher.e2e.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The stand-in on its port: {@code POST /v1/chat/completions}, {@code GET /v1/models}, and its books under
 * {@code GET /stand-in/ledger}. One event loop, so that it stays a cheap peer in load scenarios.
 *
 * <p>Any API key is accepted except {@value #REFUSED_KEY}. The wire format is OpenAI's, errors included.
 */
public final class StandInProvider implements AutoCloseable {

    /** The one key that this provider does not know. */
    public static final String REFUSED_KEY = "sk-refused";

    public static final String MODEL = "stand-in-1";

    private static final int KEPT_ENTRIES = 200_000;
    private static final long CREATED = 1_767_225_600L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final AtomicLong numbers = new AtomicLong();
    private final Script script = new Script();
    private final Ledger ledger;
    private final HttpServer server;

    private StandInProvider(int port, int keptEntries) {
        ledger = new Ledger(keptEntries);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(this::route);
    }

    /** Starts on a free port. */
    public static StandInProvider start() {
        return start(0, KEPT_ENTRIES);
    }

    public static StandInProvider start(int port, int keptEntries) {
        var provider = new StandInProvider(port, keptEntries);
        try {
            provider.server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The stand-in could not listen on port " + port, e);
        }
        return provider;
    }

    public int port() {
        return server.actualPort();
    }

    /** What a client configures as its base URL. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public Script script() {
        return script;
    }

    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void route(HttpServerRequest request) {
        switch (request.method().name() + " " + request.path()) {
            case "POST /v1/chat/completions" ->
                request.body().onSuccess(body -> complete(request, body)).onFailure(gone -> {});
            case "GET /v1/models" -> sendJson(request.response(), models());
            case "GET /stand-in/ledger" -> sendJson(request.response(), books(request.getParam("key", "")));
            case "DELETE /stand-in/ledger" -> {
                ledger.clear();
                request.response().setStatusCode(204).end();
            }
            default -> fail(request.response(), Refusals.unknownPath(request.method() + " " + request.path()));
        }
    }

    private void complete(HttpServerRequest http, Buffer body) {
        var id = "chatcmpl-standin" + Long.toString(numbers.incrementAndGet(), 36);
        var key = key(http);
        http.response().putHeader("x-request-id", "req_" + id);
        ChatRequest request;
        try {
            request = new ChatRequest(JSON.readTree(body.getBytes()));
        } catch (JsonProcessingException broken) {
            fail(http.response(), Refusals.notJson());
            return;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        var refusal = Refusals.of(key, request);
        if (refusal != null) {
            refuse(http.response(), request, key, id, refusal);
            return;
        }
        play(http.response(), request, key, id);
    }

    private void play(HttpServerResponse response, ChatRequest request, String key, String id) {
        var step = script.next(request);
        var failure = Plan.failure(step);
        if (failure == null) {
            new Exchange(vertx, ledger, response, request, key, id, Plan.of(step, request))
                    .begin(CREATED + numbers.get());
        } else if (failure.stall().isZero()) {
            refuse(response, request, key, id, failure.what());
        } else {
            vertx.setTimer(failure.stall().toMillis(), timer -> refuse(response, request, key, id, failure.what()));
        }
    }

    private void refuse(HttpServerResponse response, ChatRequest request, String key, String id, Step.Fail failure) {
        ledger.add(new Ledger.Entry(
                id, key, request.model(), request.question(), "", 0, 0, failure.status(), Ledger.Outcome.REFUSED));
        fail(response, failure);
    }

    private static void fail(HttpServerResponse response, Step.Fail failure) {
        if (response.closed()) {
            return;
        }
        var retryAfter = failure.retryAfter();
        if (retryAfter != null) {
            response.putHeader("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        response.setStatusCode(failure.status())
                .putHeader("content-type", "application/json")
                .end(Wire.error(failure));
    }

    private static String key(HttpServerRequest http) {
        var header = http.getHeader("authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
    }

    private static void sendJson(HttpServerResponse response, Object value) {
        try {
            response.putHeader("content-type", "application/json").end(Buffer.buffer(JSON.writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object models() {
        return Map.of("object", "list", "data", new Object[] {
            Map.of("id", MODEL, "object", "model", "created", CREATED, "owned_by", "stand-in")
        });
    }

    private Object books(String key) {
        return Map.of("totals", ledger.totals(), "entries", key.isEmpty() ? ledger.entries() : ledger.entries(key));
    }

    /** Runs until stopped: {@code --port=8099 --stall=0 --pause=0 --ledger=200000}, times in milliseconds. */
    public static void main(String[] args) throws InterruptedException {
        var provider = start(option(args, "port", 8099), option(args, "ledger", KEPT_ENTRIES));
        var answer = Step.derive();
        int pause = option(args, "pause", 0);
        int stall = option(args, "stall", 0);
        var paused = pause == 0 ? answer : Step.trickle(Duration.ofMillis(pause), answer);
        provider.script.when(any -> true, stall == 0 ? paused : Step.stall(Duration.ofMillis(stall), paused));
        provider.script.lookUp("get_order_status");
        System.out.println("Stand-in provider on " + provider.baseUrl());
        new CountDownLatch(1).await();
    }

    private static int option(String[] args, String name, int otherwise) {
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith("--" + name + "="))
                .mapToInt(arg -> Integer.parseInt(arg.substring(name.length() + 3)))
                .findFirst()
                .orElse(otherwise);
    }
}
