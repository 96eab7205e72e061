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
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/** PayPal's sign-in, orders, captures, refunds and webhooks, in the shapes of its documentation; webhooks are signed as PayPal does. */
final class PayPalStandIn implements AutoCloseable {
    static final String CERTIFICATE = "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594";
    static final String WEBHOOK = "8PT597110X687430LKGECATA";

    private final HttpServer server;
    private final KeyPair keys = keyPair();
    private final Map<String, JsonObject> orders = new ConcurrentHashMap<>();
    private final Map<String, String> once = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile String capturing = "COMPLETED";

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

    JsonObject order(String id) {
        return Objects.requireNonNull(orders.get(id), id);
    }

    /** The payer agrees in the browser. */
    void approve(String id) {
        order(id).put("status", "APPROVED");
    }

    long count(String act) {
        return asked.stream().filter(call -> call.contains(act)).count();
    }

    /** The headers of a webhook with this body. */
    MultiMap sign(String body, Instant sent) {
        return sign(body, sent, keys.getPrivate());
    }

    MultiMap sign(String body, Instant sent, PrivateKey key) {
        var id = UUID.randomUUID().toString();
        return MultiMap.caseInsensitiveMultiMap()
                .add("PAYPAL-TRANSMISSION-ID", id)
                .add("PAYPAL-TRANSMISSION-TIME", sent.toString())
                .add("PAYPAL-TRANSMISSION-SIG", signature(message(id, sent.toString(), WEBHOOK, body), key))
                .add("PAYPAL-CERT-URL", CERTIFICATE)
                .add("PAYPAL-AUTH-ALGO", "SHA256withRSA");
    }

    static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] message(String id, String time, String webhook, String body) {
        var checksum = new CRC32();
        checksum.update(body.getBytes(StandardCharsets.UTF_8));
        return (id + "|" + time + "|" + webhook + "|" + checksum.getValue()).getBytes(StandardCharsets.UTF_8);
    }

    private static String signature(byte[] message, PrivateKey key) {
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key);
            signer.update(message);
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
        } else {
            act(exchange, path, body);
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
            checker.update(message(
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
            answer(exchange, 201, order(once.computeIfAbsent(name, first -> open(new JsonObject(body)))));
        } else if (path.endsWith("/capture")) {
            capture(exchange, order(path.split("/")[4]));
        } else if (path.endsWith("/refund")) {
            refund(exchange, path.split("/")[4], name, new JsonObject(body));
        } else if (path.startsWith("/v2/payments/captures/")) {
            var order = ofCapture(path.split("/")[4]);
            answer(exchange, 200, new JsonObject().put("supplementary_data", related(order.getString("id"))));
        } else if (orders.containsKey(path.split("/")[4])) {
            answer(exchange, 200, order(path.split("/")[4]));
        } else {
            problem(exchange, 404, "INVALID_RESOURCE_ID");
        }
    }

    private String open(JsonObject wanted) {
        var id = "5O190127TN36471" + numbers.incrementAndGet();
        var paypal = wanted.getJsonObject("payment_source").getJsonObject("paypal");
        var order = new JsonObject()
                .put("id", id)
                .put("intent", wanted.getString("intent"))
                .put("status", "PAYER_ACTION_REQUIRED")
                .put("purchase_units", wanted.getJsonArray("purchase_units"))
                .put(
                        "links",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("href", "https://www.paypal.com/checkoutnow?token=" + id)
                                        .put("rel", "payer-action")
                                        .put("method", "GET")));
        orders.put(id, order);
        if (paypal.containsKey("vault_id")) {
            pay(order);
        } else if (paypal.containsKey("attributes")) {
            order.put("payment_source", new JsonObject().put("paypal", vaulted()));
        }
        return id;
    }

    private static JsonObject vaulted() {
        return new JsonObject()
                .put("email_address", "dana@example.com")
                .put(
                        "attributes",
                        new JsonObject()
                                .put(
                                        "vault",
                                        new JsonObject()
                                                .put("id", "8kk845")
                                                .put("status", "VAULTED")
                                                .put("customer", new JsonObject().put("id", "customer_4029"))));
    }

    private void pay(JsonObject order) {
        var unit = order.getJsonArray("purchase_units").getJsonObject(0);
        var capture = new JsonObject()
                .put("id", "3C679366HH90899" + numbers.incrementAndGet())
                .put("status", capturing)
                .put("status_details", new JsonObject().put("reason", "DECLINED_BY_RISK_FRAUD_FILTERS"))
                .put("amount", unit.getJsonObject("amount"));
        unit.put("payments", new JsonObject().put("captures", new JsonArray().add(capture)));
        order.put("status", "COMPLETED");
    }

    private void capture(HttpExchange exchange, JsonObject order) throws IOException {
        if (capturing.equals("INSTRUMENT_DECLINED")) {
            order.put("status", "PAYER_ACTION_REQUIRED");
            problem(exchange, 422, "INSTRUMENT_DECLINED");
        } else if (order.getString("status").equals("COMPLETED")) {
            problem(exchange, 422, "ORDER_ALREADY_CAPTURED");
        } else {
            pay(order);
            answer(exchange, 201, order);
        }
    }

    private void refund(HttpExchange exchange, String capture, String name, JsonObject wanted) throws IOException {
        var payments = ofCapture(capture)
                .getJsonArray("purchase_units")
                .getJsonObject(0)
                .getJsonObject("payments");
        var refunds = payments.getJsonArray("refunds", new JsonArray());
        payments.put("refunds", refunds);
        if (once.putIfAbsent(name, "refund") == null) {
            if (!refunds.isEmpty()) {
                problem(exchange, 422, "CAPTURE_FULLY_REFUNDED");
                return;
            }
            refunds.add(new JsonObject()
                    .put("id", "1JU08902781691411")
                    .put("status", "COMPLETED")
                    .put("amount", wanted.getJsonObject("amount")));
        }
        answer(exchange, 201, refunds.getJsonObject(0));
    }

    private JsonObject ofCapture(String id) {
        return orders.values().stream()
                .filter(order -> order.encode().contains(id))
                .findFirst()
                .orElseThrow();
    }

    static JsonObject related(String order) {
        return new JsonObject().put("related_ids", new JsonObject().put("order_id", order));
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
