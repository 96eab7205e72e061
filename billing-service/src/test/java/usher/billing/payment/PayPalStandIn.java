package usher.billing.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** PayPal's sign-in, orders, captures, refunds and webhooks, in the shapes of its documentation; webhooks are signed as PayPal does. */
public final class PayPalStandIn implements AutoCloseable {
    static final String CERTIFICATE = "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594";
    public static final String WEBHOOK = "8PT597110X687430LKGECATA";

    private final HttpServer server;
    private final KeyPair keys = PayPalSignatures.keyPair();
    private final PayPalBooks books = new PayPalBooks();
    private final Map<String, String> once = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> refunds = new ConcurrentHashMap<>();
    private final AtomicInteger failing = new AtomicInteger();
    final List<String> asked = new CopyOnWriteArrayList<>();

    PayPalStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", this::take);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void fails(int times) {
        failing.set(times);
    }

    public PayPalBooks books() {
        return books;
    }

    long count(String act) {
        return asked.stream().filter(call -> call.contains(act)).count();
    }

    /** The headers of a webhook with this body. */
    public MultiMap sign(String body, Instant sent) {
        return sign(body, sent, keys.getPrivate());
    }

    MultiMap sign(String body, Instant sent, PrivateKey key) {
        var id = UUID.randomUUID().toString();
        return MultiMap.caseInsensitiveMultiMap()
                .add("PAYPAL-TRANSMISSION-ID", id)
                .add("PAYPAL-TRANSMISSION-TIME", sent.toString())
                .add(
                        "PAYPAL-TRANSMISSION-SIG",
                        PayPalSignatures.of(PayPalSignatures.message(id, sent.toString(), WEBHOOK, body), key))
                .add("PAYPAL-CERT-URL", CERTIFICATE)
                .add("PAYPAL-AUTH-ALGO", "SHA256withRSA");
    }

    private void take(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add(exchange.getRequestMethod() + " " + path);
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 503, new JsonObject().put("name", "INTERNAL_SERVER_ERROR"));
        } else if (path.equals("/v1/oauth2/token")) {
            signIn(exchange, authorization);
        } else if (!authorization.equals("Bearer token")) {
            answer(exchange, 401, new JsonObject().put("name", "AUTHENTICATION_FAILURE"));
        } else if (path.equals("/v1/notifications/verify-webhook-signature")) {
            answer(exchange, 200, new JsonObject().put("verification_status", isSigned(body) ? "SUCCESS" : "FAILURE"));
        } else if (path.equals("/v1/customer/disputes")) {
            var query = exchange.getRequestURI().getQuery();
            answer(exchange, 200, books.disputesOf(query.substring(query.lastIndexOf('=') + 1)));
        } else if (path.startsWith("/v1/customer/disputes/")) {
            dispute(exchange, path.split("/")[4]);
        } else {
            act(exchange, path, body);
        }
    }

    private void dispute(HttpExchange exchange, String id) throws IOException {
        var known = books.disputed(id);
        if (known == null) {
            problem(exchange, 404, "RESOURCE_NOT_FOUND");
        } else {
            answer(exchange, 200, known);
        }
    }

    private static void signIn(HttpExchange exchange, String authorization) throws IOException {
        var expected = "Basic " + Base64.getEncoder().encodeToString("client:secret".getBytes(StandardCharsets.UTF_8));
        answer(
                exchange,
                authorization.equals(expected) ? 200 : 401,
                new JsonObject()
                        .put("access_token", "token")
                        .put("token_type", "Bearer")
                        .put("expires_in", 32_400));
    }

    /** By the event's text as it stands in the question, as PayPal does. */
    private boolean isSigned(String question) throws IOException {
        var json = new JsonObject(question);
        var mark = "\"webhook_event\":";
        var event = question.substring(question.indexOf(mark) + mark.length(), question.length() - 1);
        try {
            var checker = Signature.getInstance("SHA256withRSA");
            checker.initVerify(keys.getPublic());
            checker.update(PayPalSignatures.message(
                    json.getString("transmission_id"),
                    json.getString("transmission_time"),
                    json.getString("webhook_id"),
                    event));
            return json.getString("cert_url").equals(CERTIFICATE)
                    && checker.verify(Base64.getDecoder().decode(json.getString("transmission_sig")));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            return false;
        }
    }

    private void act(HttpExchange exchange, String path, String body) throws IOException {
        var name = exchange.getRequestHeaders().getFirst("PayPal-Request-Id");
        if (exchange.getRequestMethod().equals("POST") && path.equals("/v2/checkout/orders")) {
            answer(exchange, 201, books.order(once.computeIfAbsent(name, first -> books.open(new JsonObject(body)))));
        } else if (path.endsWith("/capture")) {
            capture(exchange, books.order(path.split("/")[4]));
        } else if (path.endsWith("/refund")) {
            refund(exchange, path.split("/")[4], name, new JsonObject(body));
        } else if (path.startsWith("/v2/payments/captures/")) {
            var order = books.ofCapture(path.split("/")[4]);
            answer(
                    exchange,
                    200,
                    new JsonObject().put("supplementary_data", PayPalBooks.related(order.getString("id"))));
        } else if (books.knows(path.split("/")[4])) {
            answer(exchange, 200, books.order(path.split("/")[4]));
        } else {
            problem(exchange, 404, "INVALID_RESOURCE_ID");
        }
    }

    private void capture(HttpExchange exchange, JsonObject order) throws IOException {
        if (books.refuses(order.getString("id"))) {
            order.put("status", "PAYER_ACTION_REQUIRED");
            problem(exchange, 422, "INSTRUMENT_DECLINED");
        } else if (order.getString("status").equals("COMPLETED")) {
            problem(exchange, 422, "ORDER_ALREADY_CAPTURED");
        } else {
            books.pay(order);
            answer(exchange, 201, order);
        }
    }

    private void refund(HttpExchange exchange, String capture, String name, JsonObject wanted) throws IOException {
        var before = refunds.get(name);
        var refund = before == null ? books.giveBack(capture, wanted) : before;
        if (refund == null) {
            problem(exchange, 422, "CAPTURE_FULLY_REFUNDED");
            return;
        }
        refunds.put(name, refund);
        answer(exchange, 201, refund);
    }

    private static void problem(HttpExchange exchange, int status, String issue) throws IOException {
        answer(
                exchange,
                status,
                new JsonObject()
                        .put("name", "UNPROCESSABLE_ENTITY")
                        .put("details", new JsonArray().add(new JsonObject().put("issue", issue))));
    }

    private static void answer(HttpExchange exchange, int status, JsonObject json) throws IOException {
        var body = json.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
