package usher.tool.mcp;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import usher.tool.ToolServer;
import usher.tool.ToolServer.Received;

/**
 * An authorization server that believes nothing: it registers clients, checks redirect URIs, PKCE and the resource, takes a code and
 * a refresh token once, and ends everything it has issued for a grant when a refresh token comes a second time. Whoever opens its
 * authorization page has agreed.
 */
final class AuthorizingServer implements AutoCloseable {
    static final String SECRET_OF_TOKENS = "usher-test-token";

    private final ToolServer server = new ToolServer();
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, JsonObject> clients = new ConcurrentHashMap<>();
    private final Map<String, Form> codes = new ConcurrentHashMap<>();
    private final Map<String, String> refreshGrants = new ConcurrentHashMap<>();
    private final Set<String> usedRefresh = ConcurrentHashMap.newKeySet();
    private final Map<String, String> accessGrants = new ConcurrentHashMap<>();
    private final Set<String> endedGrants = ConcurrentHashMap.newKeySet();
    private final String path;
    volatile String resource = "";
    volatile int lasts = 3600;
    volatile int refreshStatus = 200;
    volatile long refreshDelay;
    volatile String issParameter;
    volatile UnaryOperator<JsonObject> metadata = UnaryOperator.identity();

    /** An issuer with this path; metadata stands where RFC 8414 wants it. */
    AuthorizingServer(String path) {
        this.path = path;
        this.issParameter = issuer();
        describeAt("/.well-known/oauth-authorization-server" + path);
        server.answer("/register", (request, count) -> register(request, received("/register", count)));
        server.answer("/authorize", (request, count) -> authorize(request));
        server.answer("/token", (request, count) -> token(request, received("/token", count)));
        server.answer("/revoke", (request, count) -> revoke(request, received("/revoke", count)));
        server.otherwise(
                (request, count) -> request.response().setStatusCode(404).end());
    }

    String issuer() {
        return server.url(path);
    }

    ToolServer http() {
        return server;
    }

    /** Where it describes itself, in the place of where it did. */
    void describeAt(String place) {
        server.answer("/.well-known/oauth-authorization-server" + path, 404, "{}");
        server.answer(place, (request, count) -> json(request, 200, metadata.apply(description())));
    }

    /** A client that somebody has made by hand. */
    void knows(String client, String secret, String redirectUri) {
        clients.put(
                client,
                new JsonObject()
                        .put("client_secret", secret)
                        .put("redirect_uris", new JsonArray().add(redirectUri))
                        .put("token_endpoint_auth_method", "client_secret_basic"));
    }

    boolean accepts(String token) {
        var grant = accessGrants.get(token);
        return grant != null && !endedGrants.contains(grant);
    }

    /** Takes back every access token, but nothing else. */
    void expireAccess() {
        accessGrants.clear();
    }

    void endGrants() {
        endedGrants.addAll(accessGrants.values());
        endedGrants.addAll(refreshGrants.values());
    }

    int refreshed() {
        return (int) server.received("/token").stream()
                .filter(request -> "refresh_token".equals(form(request.body()).get("grant_type")))
                .count();
    }

    private JsonObject description() {
        return new JsonObject()
                .put("issuer", issuer())
                .put("authorization_endpoint", server.url("/authorize"))
                .put("token_endpoint", server.url("/token"))
                .put("registration_endpoint", server.url("/register"))
                .put("revocation_endpoint", server.url("/revoke"))
                .put("response_types_supported", new JsonArray().add("code"))
                .put(
                        "code_challenge_methods_supported",
                        new JsonArray().add("plain").add("S256"))
                .put(
                        "token_endpoint_auth_methods_supported",
                        new JsonArray().add("none").add("client_secret_basic"))
                .put("authorization_response_iss_parameter_supported", true);
    }

    private void register(HttpServerRequest request, Received received) {
        var wanted = received.json();
        if (wanted.getJsonArray("redirect_uris", new JsonArray()).isEmpty()) {
            json(request, 400, new JsonObject().put("error", "invalid_redirect_uri"));
            return;
        }
        var id = "client-" + number.incrementAndGet();
        clients.put(id, wanted);
        json(request, 201, wanted.copy().put("client_id", id));
    }

    private void authorize(HttpServerRequest request) {
        var query = form(String.valueOf(request.query()));
        var client = clients.get(query.get("client_id"));
        boolean known = client != null && client.getJsonArray("redirect_uris").contains(query.get("redirect_uri"));
        if (!known) {
            request.response().setStatusCode(400).end("unknown client or redirect URI");
            return;
        }
        boolean sound = "code".equals(query.get("response_type"))
                && "S256".equals(query.get("code_challenge_method"))
                && resource.equals(query.get("resource"))
                && query.get("code_challenge").length() == 43;
        if (!sound) {
            back(request, query, "error=invalid_request");
            return;
        }
        var code = "code-" + number.incrementAndGet();
        codes.put(code, query);
        back(request, query, "code=" + code);
    }

    private void back(HttpServerRequest request, Form query, String answer) {
        var iss = issParameter.isEmpty() ? "" : "&iss=" + URLEncoder.encode(issParameter, StandardCharsets.UTF_8);
        var state = URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8);
        request.response()
                .setStatusCode(302)
                .putHeader("location", query.get("redirect_uri") + "?" + answer + "&state=" + state + iss)
                .end();
    }

    private void token(HttpServerRequest request, Received received) {
        var form = form(received.body());
        var client = client(received, form);
        if (client.isEmpty()) {
            json(request, 401, new JsonObject().put("error", "invalid_client"));
        } else if (!resource.equals(form.get("resource"))) {
            json(request, 400, new JsonObject().put("error", "invalid_target"));
        } else if ("authorization_code".equals(form.get("grant_type"))) {
            exchange(request, form, client.get());
        } else if (refreshStatus != 200) {
            request.response().setStatusCode(refreshStatus).end("trouble");
        } else {
            // What the client does meanwhile must not end what was begun.
            server.vertx().setTimer(1 + refreshDelay, timer -> refresh(request, form, client.get()));
        }
    }

    private void exchange(HttpServerRequest request, Form form, String client) {
        var asked = codes.remove(form.get("code"));
        if (asked != null && isSound(asked, form, client)) {
            issue(request, "grant-" + number.incrementAndGet(), asked.get("scope"));
        } else {
            json(request, 400, new JsonObject().put("error", "invalid_grant"));
        }
    }

    private static boolean isSound(Form asked, Form form, String client) {
        return client.equals(asked.get("client_id"))
                && asked.get("redirect_uri").equals(form.get("redirect_uri"))
                && asked.get("code_challenge").equals(challenge(form.get("code_verifier")));
    }

    private void refresh(HttpServerRequest request, Form form, String client) {
        var token = form.get("refresh_token");
        var grant = refreshGrants.get(token);
        if (grant != null && !usedRefresh.add(token)) {
            endedGrants.add(grant);
        }
        if (grant == null || endedGrants.contains(grant)) {
            json(
                    request,
                    400,
                    new JsonObject()
                            .put("error", "invalid_grant")
                            .put("error_description", "Token " + token + " is not good"));
            return;
        }
        issue(request, grant, null);
    }

    private void issue(HttpServerRequest request, String grant, @Nullable String scope) {
        var access = SECRET_OF_TOKENS + "-access/" + number.incrementAndGet();
        var refresh = SECRET_OF_TOKENS + "-refresh/" + number.incrementAndGet();
        accessGrants.put(access, grant);
        refreshGrants.put(refresh, grant);
        json(
                request,
                200,
                new JsonObject()
                        .put("access_token", access)
                        .put("token_type", "Bearer")
                        .put("expires_in", lasts)
                        .put("refresh_token", refresh)
                        .put("scope", scope));
    }

    private void revoke(HttpServerRequest request, Received received) {
        var token = form(received.body()).get("token");
        Optional.ofNullable(refreshGrants.get(token)).ifPresent(endedGrants::add);
        accessGrants.remove(token);
        request.response().setStatusCode(200).end();
    }

    /** The client that a request shows itself to be. */
    private Optional<String> client(Received received, Form form) {
        var basic = received.header("authorization");
        var id = form.get("client_id");
        var secret = "";
        if (basic.startsWith("Basic ")) {
            var pair = new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8).split(":", 2);
            id = URLDecoder.decode(pair[0], StandardCharsets.UTF_8);
            secret = URLDecoder.decode(pair[1], StandardCharsets.UTF_8);
        }
        var known = clients.get(id);
        return known != null && secret.equals(known.getString("client_secret", ""))
                ? Optional.of(id)
                : Optional.empty();
    }

    private Received received(String place, int count) {
        return server.received(place).get(count - 1);
    }

    /** What was sent, empty where it was not. */
    record Form(Map<String, String> values) {
        String get(String name) {
            return values.getOrDefault(name, "");
        }
    }

    static Form form(String text) {
        var values = new HashMap<String, String>();
        Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> values.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return new Form(values);
    }

    static Form query(String url) {
        return form(URI.create(url).getRawQuery());
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }

    @Override
    public void close() {
        server.close();
    }
}
