package usher.e2e.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
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
import usher.e2e.standin.dialect.Dialect;
import usher.e2e.standin.dialect.Refused;

/**
 * The stand-in on its port, in the protocols of OpenAI ({@code /v1/chat/completions}), Anthropic ({@code /v1/messages}),
 * Gemini ({@code /v1beta/models/…} and {@code /v1/models/…}) and Ollama ({@code /api/chat}), and its books under {@code GET /stand-in/ledger}. One
 * event loop, so that it stays a cheap peer in load scenarios.
 *
 * <p>Any API key is accepted except {@value #REFUSED_KEY}.
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

    /** What a client of OpenAI's protocol configures as its base URL. */
    public String baseUrl() {
        return url() + "/v1";
    }

    /** What clients of the other protocols configure as their base URL. */
    public String url() {
        return "http://127.0.0.1:" + port();
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
            case "POST /v1/chat/completions" -> answer(request, Dialect.OPENAI);
            case "POST /v1/messages" -> answer(request, Dialect.ANTHROPIC);
            case "POST /api/chat" -> answer(request, Dialect.OLLAMA);
            case "GET /v1/models" -> models(request, asked(request));
            case "GET /v1beta/models" -> models(request, Dialect.GEMINI);
            case "GET /api/tags" -> models(request, Dialect.OLLAMA);
            case "GET /stand-in/ledger" -> sendJson(request.response(), books(request.getParam("key", "")));
            case "DELETE /stand-in/ledger" -> {
                ledger.clear();
                request.response().setStatusCode(204).end();
            }
            default -> others(request);
        }
    }

    /** Gemini's addresses hold the model's name. */
    private void others(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST && request.path().contains("/models/")) {
            answer(request, Dialect.GEMINI);
        } else {
            var unknown = "Invalid URL (" + request.method() + " " + request.path() + ")";
            fail(request.response(), Dialect.OPENAI, invalid(404, unknown));
        }
    }

    /** Three providers list their models at the same address. */
    private static Dialect asked(HttpServerRequest request) {
        if (request.getHeader("x-goog-api-key") != null) {
            return Dialect.GEMINI;
        }
        return request.getHeader("anthropic-version") == null ? Dialect.OPENAI : Dialect.ANTHROPIC;
    }

    private static void models(HttpServerRequest request, Dialect dialect) {
        request.response().putHeader("content-type", "application/json").end(dialect.models(MODEL));
    }

    private void answer(HttpServerRequest request, Dialect dialect) {
        request.body().onSuccess(body -> answer(request, dialect, body)).onFailure(gone -> {});
    }

    private void answer(HttpServerRequest http, Dialect dialect, Buffer body) {
        long number = numbers.incrementAndGet();
        var id = "standin" + Long.toString(number, 36);
        http.response().putHeader(dialect.idHeader(), "req_" + id);
        var key = dialect.key(http);
        try {
            var request = dialect.read(http, JSON.readTree(body.getBytes()));
            play(new Exchange.Asked(http.response(), dialect, request, key, id, CREATED + number));
        } catch (Refused refused) {
            var nothing = new ChatRequest(JSON.createObjectNode());
            refuse(new Exchange.Asked(http.response(), dialect, nothing, key, id, CREATED), refused.failure());
        } catch (JsonProcessingException broken) {
            fail(http.response(), dialect, invalid(400, "We could not parse the JSON body of your request."));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void play(Exchange.Asked asked) {
        var step = script.next(asked.request());
        var failure = Plan.failure(step);
        if (failure == null) {
            new Exchange(vertx, ledger, asked, Plan.of(step, asked.request())).begin();
        } else if (failure.stall().isZero()) {
            refuse(asked, failure.what());
        } else {
            vertx.setTimer(failure.stall().toMillis(), timer -> refuse(asked, failure.what()));
        }
    }

    private void refuse(Exchange.Asked asked, Step.Fail failure) {
        var request = asked.request();
        ledger.add(new Ledger.Entry(
                asked.id(),
                asked.key(),
                request.model(),
                request.question(),
                "",
                0,
                0,
                failure.status(),
                Ledger.Outcome.REFUSED));
        fail(asked.response(), asked.dialect(), failure);
    }

    private static void fail(HttpServerResponse response, Dialect dialect, Step.Fail failure) {
        if (response.closed()) {
            return;
        }
        var problem = dialect.problem(failure);
        if (problem.retryAfter() != null) {
            response.putHeader("retry-after", problem.retryAfter());
        }
        response.setStatusCode(problem.status())
                .putHeader("content-type", "application/json")
                .end(problem.body());
    }

    private static Step.Fail invalid(int status, String message) {
        return new Step.Fail(status, "invalid_request_error", null, message, null);
    }

    private static void sendJson(HttpServerResponse response, Object value) {
        try {
            response.putHeader("content-type", "application/json").end(Buffer.buffer(JSON.writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
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
