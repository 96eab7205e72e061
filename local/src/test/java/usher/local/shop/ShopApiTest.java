package usher.local.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.local.infra.Ports;

class ShopApiTest {

    /** A Wednesday, 13:00 in the store. */
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    private static final String KEY = "a-key-of-the-shop";
    private static final String FITTING =
            "{\"service\": \"boot fitting\", \"date\": \"2026-11-20\", \"time\": \"14:30\"}";

    /** A status and what came with it. */
    private record Answer(int status, JsonNode body) {}

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private Shop shop;

    @BeforeEach
    void start() {
        var keys = new ShopKeys(Map.of(), Map.of(), Optional.of(KEY));
        shop = Shop.start(vertx, port, folder.resolve("shop.json"), InstantSource.fixed(NOW), keys);
    }

    @AfterEach
    void stop() {
        shop.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void tellsWhatTheToolsTell() throws Exception {
        Answer order = get("orders/1042?customer=cus_42", KEY);
        Answer product = get("products?name=Vind%20tent", KEY);

        assertEquals("shipped", order.body().at("/data/status").asText());
        assertTrue(order.body().path("summary").asText().contains("PostNord"), order.toString());
        assertEquals(3, product.body().at("/data/stock").asInt());
        assertEquals(
                false,
                get("orders/1042?customer=cus_43", KEY).body().at("/data/found").asBoolean());
        assertEquals(false, get("orders/1042", KEY).body().at("/data/found").asBoolean());
    }

    @Test
    void booksOncePerKey() throws Exception {
        Answer first = book(FITTING, "key-1");
        Answer again = book(FITTING, "key-1");

        assertEquals(200, first.status());
        assertEquals(first.body(), again.body());
        assertEquals("slot-taken", book(FITTING, "key-2").body().path("code").asText());
        assertEquals(
                "idempotency-key-reused",
                book(FITTING.replace("14:30", "15:00"), "key-1")
                        .body()
                        .path("code")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"service": "haircut", "date": "2026-11-20", "time": "14:30"}      | k | 422 | service-unknown
            {"service": "repair", "date": "2026-11-22", "time": "14:30"}       | k | 422 | closed
            {"service": "repair", "date": "tomorrow", "time": "14:30"}         | k | 422 | date-unreadable
            {"service": "repair", "date": "2026-11-20", "time": "14:30"}       |   | 400 | idempotency-key-required
            nonsense                                                          | k | 400 | body-malformed
            """)
    void saysWhyItDoesNotBook(String body, String key, int status, String code) throws Exception {
        Answer answer = book(body, key);

        assertEquals(status, answer.status());
        assertEquals(code, answer.body().path("code").asText());
    }

    @Test
    void isClosedToWhoHasNoKeyAndWhileThereIsNone() throws Exception {
        assertEquals(401, get("products?name=tent", "another").status());
        assertEquals(401, get("products?name=tent", "").status());
        assertEquals(404, get("customers", KEY).status());

        shop.use(ShopKeys.NONE);

        assertEquals(401, get("products?name=tent", KEY).status());
        assertEquals(401, get("products?name=tent", "").status());
    }

    private Answer get(String path, String key) throws Exception {
        return send(request(path, key).build());
    }

    private Answer book(String body, String idempotencyKey) throws Exception {
        var request = request("appointments", KEY).POST(BodyPublishers.ofString(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/demo/api/" + path))
                .header("Authorization", "Bearer " + key);
    }

    private Answer send(HttpRequest request) throws Exception {
        var answer = http.send(request, BodyHandlers.ofString());
        return new Answer(answer.statusCode(), ShopJson.MAPPER.readTree(answer.body()));
    }
}
