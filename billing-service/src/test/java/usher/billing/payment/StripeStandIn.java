package usher.billing.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stripe as far as we speak with it: customers, PaymentIntents and refunds, each done once for an idempotency key, with its test payment
 * methods that decline. It can be away, slow, or lose its answer after it has done what it was asked.
 */
public final class StripeStandIn {
    /** What goes wrong with the calls to come. */
    public enum Trouble {
        NONE,
        AWAY,
        SLOW,
        ANSWER_LOST
    }

    private record Answer(int status, JsonObject body) {}

    private record Done(String parameters, Answer answer) {}

    private static final Duration TOO_LONG = Duration.ofMillis(1_600);

    private final HttpServer server;
    private final StripeBooks books = new StripeBooks();
    private final Map<String, Done> done = new ConcurrentHashMap<>();
    private volatile Trouble trouble = Trouble.NONE;

    private StripeStandIn(HttpServer server) {
        this.server = server;
    }

    static StripeStandIn start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var standIn = new StripeStandIn(server);
            server.createContext("/v1/", standIn::take);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public StripeBooks books() {
        return books;
    }

    public void trouble(Trouble trouble) {
        this.trouble = trouble;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (trouble == Trouble.AWAY) {
                answer(exchange, new Answer(503, error("api_error", null, "Away", null)));
                return;
            }
            if (trouble == Trouble.SLOW) {
                LockSupport.parkNanos(TOO_LONG.toNanos());
            }
            var answer = answer(exchange, body);
            if (trouble == Trouble.ANSWER_LOST) {
                return;
            }
            answer(exchange, answer);
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Request-Id", "req_test");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized Answer answer(HttpExchange exchange, String body) {
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null || !exchange.getRequestMethod().equals("POST")) {
            return carryOut(exchange, body);
        }
        var parameters = exchange.getRequestURI().getPath() + "?" + body;
        var before = done.get(key);
        if (before == null) {
            var first = carryOut(exchange, body);
            done.put(key, new Done(parameters, first));
            return first;
        }
        return before.parameters().equals(parameters)
                ? before.answer()
                : new Answer(400, error("idempotency_error", null, "This key came with other parameters", null));
    }

    private Answer carryOut(HttpExchange exchange, String body) {
        var form = form(body);
        var path = exchange.getRequestURI().getPath().substring("/v1/".length()).split("/");
        var method = exchange.getRequestMethod();
        if (!String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .startsWith("Bearer sk_")) {
            return new Answer(401, error("invalid_request_error", null, "No such key", null));
        }
        return switch (method + " " + path[0] + "/" + path.length) {
            case "POST customers/1" -> new Answer(200, books.customer());
            case "POST payment_intents/1" -> intended(books.intend(form));
            case "GET payment_intents/2" -> found(books.intent(path[1]));
            case "GET disputes/2" -> found(books.disputed(path[1]));
            case "POST refunds/1" -> refunded(form);
            default -> new Answer(404, error("invalid_request_error", "resource_missing", "Unknown", null));
        };
    }

    private static Answer intended(JsonObject intent) {
        var failed = intent.getJsonObject("last_payment_error");
        return failed == null
                ? new Answer(200, intent)
                : new Answer(402, error("card_error", failed.getString("code"), "Declined", intent));
    }

    private static Answer found(@Nullable JsonObject intent) {
        return intent == null
                ? new Answer(404, error("invalid_request_error", "resource_missing", "No such thing", null))
                : new Answer(200, intent);
    }

    private Answer refunded(Map<String, String> form) {
        var refund = books.refund(String.valueOf(form.get("payment_intent")), Long.parseLong(form.get("amount")));
        return refund == null
                ? new Answer(400, error("invalid_request_error", "charge_already_refunded", "Too much", null))
                : new Answer(200, refund);
    }

    private static JsonObject error(String type, @Nullable String code, String message, @Nullable JsonObject intent) {
        var error = new JsonObject().put("type", type).put("message", message);
        if (code != null) {
            error.put("code", code).put("decline_code", code.equals("card_declined") ? "generic_decline" : code);
        }
        if (intent != null) {
            error.put("payment_intent", intent);
        }
        return new JsonObject().put("error", error);
    }

    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        for (var pair : body.split("&")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                form.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** An event as Stripe would send it. */
    public static JsonObject event(String id, String type, JsonObject object) {
        return new JsonObject()
                .put("id", id)
                .put("object", "event")
                .put("api_version", "2026-11-01")
                .put("type", type)
                .put("data", new JsonObject().put("object", object))
                .put("pending_webhooks", 1)
                .put("request", new JsonObject().put("idempotency_key", "x"))
                .put("notes", new JsonArray());
    }
}
