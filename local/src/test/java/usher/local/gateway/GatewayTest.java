package usher.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.local.infra.Ports;

class GatewayTest {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private int port;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/chat/turns, CHAT",
        "/v1/chat/completions, CHAT",
        "/mcp, CHAT",
        "/.well-known/oauth-protected-resource, CHAT",
        "/.well-known/oauth-protected-resource/mcp, CHAT",
        "/.well-known/oauth-authorization-server, ADMIN",
        "/oauth/authorize?client_id=1, ADMIN",
        "/widget/widget.js, CHAT",
        "/api/v1/tools/catalog, TOOL",
        "/api/v1/billing/plans, BILLING",
        "/api/v1/admin/auth/login, ADMIN",
        "/api/v1/analytics/event, ADMIN",
        "/api/feature-flags/mobile/active, ADMIN",
        "/ofrep/v1/evaluate/flags, ADMIN",
        "/admin/tenants?page=2, ADMIN",
        "/docs/, ADMIN",
        "/, ADMIN",
        "/v10, ADMIN",
        "/demo/rtl/, SHOP"
    })
    void routesByPrefixOfWholeSegments(String path, String service) throws Exception {
        startWithEchoes();

        HttpResponse<String> answer = get(path);

        assertEquals(service, answer.headers().firstValue("Origin-Name").orElseThrow());
        assertEquals("GET " + path + " 0", answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tools/internal/invocations",
                "/api/v1/tools//internal/invocations",
                "/api/v1/tools/./internal",
                "/api/v1/tools/%69nternal/invocations",
                "/api/v1/tools/internal;x=1/invocations",
                "/api/v1;a/tools%2Finternal/invocations"
            })
    void hidesInternalPathsHoweverTheyAreWritten(String path) throws Exception {
        startWithEchoes();

        HttpResponse<String> answer = get(path);

        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":\"not-found\""), answer.body());
    }

    @Test
    void refusesAPathThatClimbs() throws Exception {
        startWithEchoes();

        assertEquals(400, get("/api/v1/chat/%2e%2e/tools/internal").statusCode());
    }

    @Test
    void saysWhoAsksAndBelievesNobodyElseAboutIt() throws Exception {
        startWithEchoes();

        HttpResponse<String> answer = http.send(
                request("/api/v1/chat/config")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Request-Id", "not allowed: blanks")
                        .build(),
                BodyHandlers.ofString());

        assertEquals("127.0.0.1", header(answer, "Saw-For"));
        assertEquals("http", header(answer, "Saw-Proto"));
        assertEquals("127.0.0.1:" + port, header(answer, "Saw-Host"));
        assertNotEquals("not allowed: blanks", header(answer, "Saw-Request-Id"));
        assertEquals(header(answer, "Saw-Request-Id"), header(answer, "X-Request-Id"));
    }

    @Test
    void passesEachEventOnAsItComes() throws Exception {
        var response = new CompletableFuture<HttpServerResponse>();
        var chat = new Origin(vertx, request -> {
            request.response()
                    .setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .write("data: 1\n");
            response.complete(request.response());
        });
        start(Map.of(Routes.Service.CHAT, Upstreams.onPorts(chat.port())), chat);

        // The first line is read before the second one exists: nothing may wait for the end.
        var lines = new BufferedReader(
                new InputStreamReader(http.send(request("/api/v1/chat/turns").build(), BodyHandlers.ofInputStream())
                        .body()));
        assertEquals("data: 1", lines.readLine());
        response.get(5, TimeUnit.SECONDS).write("data: 2\n");
        assertEquals("data: 2", lines.readLine());
    }

    @Test
    void tellsTheServiceWhenTheClientLeaves() throws Exception {
        var left = new CompletableFuture<Void>();
        var chat = new Origin(vertx, request -> {
            request.response().closeHandler(_ -> left.complete(null));
            request.response().setChunked(true).write("data: 1\n");
        });
        start(Map.of(Routes.Service.CHAT, Upstreams.onPorts(chat.port())), chat);

        InputStream stream = http.send(request("/api/v1/chat/turns").build(), BodyHandlers.ofInputStream())
                .body();
        stream.read();
        stream.close();

        left.get(5, TimeUnit.SECONDS);
    }

    @Test
    void breaksOffAnAnswerThatTheServiceDidNotFinish() throws Exception {
        var chat = new Origin(vertx, request -> {
            request.response().setChunked(true).write("data: 1\n");
            request.connection().close();
        });
        start(Map.of(Routes.Service.CHAT, Upstreams.onPorts(chat.port())), chat);

        assertThrows(IOException.class, () -> get("/api/v1/chat/turns"));
    }

    @Test
    void answersForAServiceThatIsDown() throws Exception {
        start(Map.of(Routes.Service.CHAT, Upstreams.onPorts(Ports.free())));

        HttpResponse<String> answer = post("/api/v1/chat/turns", BodyPublishers.ofString("{}"));

        assertEquals(503, answer.statusCode());
        assertEquals("1", header(answer, "Retry-After"));
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertTrue(answer.body().contains("\"code\":\"service-unavailable\""), answer.body());
    }

    @Test
    void sharesWorkAmongReplicasAndSkipsADeadOne() throws Exception {
        var first = Origin.echoing(vertx, "first");
        var second = Origin.echoing(vertx, "second");
        start(Map.of(Routes.Service.CHAT, Upstreams.onPorts(first.port(), second.port())), second);

        assertEquals(Set.of("first", "second"), answering(4));
        first.close();
        // What meets a connection while it closes is refused, because it may have been done; nobody after it is.
        post("/api/v1/chat/turns", BodyPublishers.ofString("{}"));
        post("/api/v1/chat/turns", BodyPublishers.ofString("{}"));
        assertEquals(Set.of("second"), answering(4));
    }

    private Set<String> answering(int times) throws Exception {
        var names = new HashSet<String>();
        for (int i = 0; i < times; i++) {
            names.add(header(post("/api/v1/chat/turns", BodyPublishers.ofString("{}")), "Origin-Name"));
        }
        return names;
    }

    @Test
    void refusesALargeBodyWhetherOrNotItSaysItsLength() throws Exception {
        startWithEchoes();
        byte[] body = new byte[(int) Gateway.BODY_LIMIT + 1];

        assertEquals(413, post("/v1/x", BodyPublishers.ofByteArray(body)).statusCode());
        var unannounced = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        assertEquals(413, post("/v1/x", unannounced).statusCode());
        assertEquals(
                200,
                post("/v1/x", BodyPublishers.ofByteArray(body, 0, body.length - 1))
                        .statusCode());
    }

    @Test
    void leavesCompressedAnswersAsTheyAre() throws Exception {
        byte[] packed = {27, 3, 0, (byte) 248, 1};
        var chat = new Origin(
                vertx,
                request -> request.response()
                        .putHeader("Content-Encoding", "br")
                        .end(io.vertx.core.buffer.Buffer.buffer(packed)));
        start(Map.of(Routes.Service.CHAT, Upstreams.onPorts(chat.port())), chat);

        HttpResponse<byte[]> answer = http.send(request("/widget/widget.js").build(), BodyHandlers.ofByteArray());

        assertEquals("br", answer.headers().firstValue("Content-Encoding").orElseThrow());
        assertEquals(List.of(packed.length), List.of(answer.body().length));
        assertFalse(answer.headers().firstValue("Transfer-Encoding").isPresent());
    }

    @Test
    void keepsEmptyAnswersEmpty() throws Exception {
        var chat = new Origin(
                vertx, request -> request.response().setStatusCode(204).end());
        start(Map.of(Routes.Service.CHAT, Upstreams.onPorts(chat.port())), chat);

        for (int i = 0; i < 3; i++) {
            assertEquals(204, get("/api/v1/chat/x").statusCode());
        }
    }

    private void startWithEchoes() {
        var upstreams = new java.util.EnumMap<Routes.Service, Upstreams>(Routes.Service.class);
        Stream.of(Routes.Service.values()).forEach(service -> {
            var origin = Origin.echoing(vertx, service.name());
            opened.add(origin);
            upstreams.put(service, Upstreams.onPorts(origin.port()));
        });
        start(upstreams);
    }

    private void start(Map<Routes.Service, Upstreams> upstreams, AutoCloseable... origins) {
        opened.addAll(List.of(origins));
        port = Ports.free();
        opened.add(Gateway.start(vertx, "127.0.0.1", port, new Routes(upstreams))::stop);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body) throws Exception {
        return http.send(request(path).POST(body).build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
