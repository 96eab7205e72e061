package usher.billing.purchase;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Google's sign-in, the Google Play Developer API and the keys of Pub/Sub's pushes, in the shapes of their documentation. */
@ApplicationScoped
class PlayStandIn {
    private static final String APPS = "/androidpublisher/v3/applications/";

    private final HttpServer server;
    private final RsaJsonWebKey google = key("google-1");
    private final Map<String, RsaJsonWebKey> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> apps = new ConcurrentHashMap<>();
    private final Map<String, String> signedIn = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> bought = new ConcurrentHashMap<>();
    private final AtomicInteger failing = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private volatile int failure = 503;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    PlayStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/token", this::signIn);
        server.createContext("/certs", exchange -> answer(exchange, 200, keys()));
        server.createContext(APPS, this::publisher);
        server.start();
    }

    @PreDestroy
    void stop() {
        server.stop(0);
    }

    List<String> asked() {
        return asked;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A service account that may see the orders of an app, as its key file. */
    Map<String, Object> account(String email, String app) {
        var key = key("key-of-" + email);
        accounts.put(email, key);
        apps.put(app, email);
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPrivateKey().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return Map.of(
                "type",
                "service_account",
                "project_id",
                "shop",
                "private_key_id",
                key.getKeyId(),
                "private_key",
                pem,
                "client_email",
                email,
                "token_uri",
                "http://169.254.169.254/not-here");
    }

    /** What the store says of a token from now on. */
    void says(String app, String token, JsonObject purchase) {
        bought.put(app + "/" + token, purchase);
    }

    JsonObject of(String app, String token) {
        return Objects.requireNonNull(bought.get(app + "/" + token), token);
    }

    void fails(int times, int status) {
        failsAfter(0, times, status);
    }

    /** Answers so many calls before it fails so many times. */
    void failsAfter(int calls, int times, int status) {
        failure = status;
        working.set(calls);
        failing.set(times);
    }

    private boolean failsNow() {
        return working.getAndUpdate(left -> Math.max(0, left - 1)) == 0
                && failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    static JsonObject subscription(String product, String state, Instant expires) {
        return new JsonObject()
                .put("kind", "androidpublisher#subscriptionPurchaseV2")
                .put("regionCode", "IL")
                .put("startTime", "2026-11-01T00:00:00.123Z")
                .put("subscriptionState", "SUBSCRIPTION_STATE_" + state)
                .put("acknowledgementState", "ACKNOWLEDGEMENT_STATE_PENDING")
                .put(
                        "lineItems",
                        new io.vertx.core.json.JsonArray()
                                .add(new JsonObject()
                                        .put("productId", product)
                                        .put("expiryTime", expires.toString())
                                        .put(
                                                "autoRenewingPlan",
                                                new JsonObject().put("autoRenewEnabled", !state.equals("CANCELED")))
                                        .put("offerDetails", new JsonObject().put("basePlanId", "p1m"))));
    }

    static JsonObject product(int state) {
        return new JsonObject()
                .put("kind", "androidpublisher#productPurchase")
                .put("purchaseTimeMillis", "1795900000000")
                .put("purchaseState", state)
                .put("consumptionState", 0)
                .put("acknowledgementState", 0)
                .put("orderId", "GPA.1234");
    }

    static JwtClaims push(String email, String audience) {
        var claims = new JwtClaims();
        claims.setIssuer("https://accounts.google.com");
        claims.setAudience(audience);
        claims.setSubject("1142");
        claims.setClaim("email", email);
        claims.setClaim("email_verified", true);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(60);
        return claims;
    }

    String signed(JwtClaims claims) {
        return sign(claims, google);
    }

    static String sign(JwtClaims claims, RsaJsonWebKey key) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static RsaJsonWebKey key(String id) {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String keys() {
        return new JsonWebKeySet(google).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private void signIn(HttpExchange exchange) throws IOException {
        var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var assertion = URLDecoder.decode(form.substring(form.indexOf("assertion=") + 10), StandardCharsets.UTF_8);
        try {
            var email = email(assertion);
            var token = "at-" + signedIn.size() + "-" + email;
            signedIn.put(token, email);
            answer(
                    exchange,
                    200,
                    new JsonObject()
                            .put("access_token", token)
                            .put("expires_in", 3599)
                            .put("token_type", "Bearer")
                            .encode());
        } catch (InvalidJwtException forged) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        }
    }

    private String email(String assertion) throws InvalidJwtException {
        var claims = new JsonObject(
                new String(Base64.getUrlDecoder().decode(assertion.split("\\.")[1]), StandardCharsets.UTF_8));
        var key = accounts.get(claims.getString("iss"));
        new JwtConsumerBuilder()
                .setVerificationKey(key == null ? key("nobody").getKey() : key.getKey())
                .setExpectedAudience(url() + "/token")
                .setRequireExpirationTime()
                .build()
                .processToClaims(assertion);
        return claims.getString("iss");
    }

    private void publisher(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(APPS.length());
        asked.add(exchange.getRequestMethod() + " " + path);
        if (failsNow()) {
            answer(exchange, failure, "{\"error\":{\"code\":" + failure + "}}");
            return;
        }
        var parts = new ArrayList<>(List.of(path.split("/")));
        var app = parts.getFirst();
        var email = signedIn.get(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replace("Bearer ", ""));
        if (email == null || !email.equals(apps.get(app))) {
            answer(exchange, email == null ? 401 : 403, "{\"error\":{\"code\":403}}");
            return;
        }
        var last = parts.getLast().split(":");
        var purchase = bought.get(app + "/" + last[0]);
        if (purchase == null) {
            answer(exchange, 404, "{\"error\":{\"code\":404,\"errors\":[{\"reason\":\"purchaseTokenNotFound\"}]}}");
        } else if (last.length == 1) {
            answer(exchange, 200, purchase.encode());
        } else {
            act(last[1], purchase, parts.contains("products"));
            answer(exchange, 200, "{}");
        }
    }

    private static void act(String act, JsonObject purchase, boolean once) {
        if (act.equals("acknowledge") && once) {
            purchase.put("acknowledgementState", 1);
        } else if (act.equals("acknowledge")) {
            purchase.put("acknowledgementState", "ACKNOWLEDGEMENT_STATE_ACKNOWLEDGED");
        } else {
            purchase.put("subscriptionState", "SUBSCRIPTION_STATE_CANCELED");
            purchase.getJsonArray("lineItems")
                    .getJsonObject(0)
                    .put("autoRenewingPlan", new JsonObject().put("autoRenewEnabled", false));
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
