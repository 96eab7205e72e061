package usher.local.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.local.infra.Ports;

class ShopTest {

    /** A Wednesday, 13:00 in the store. */
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final ShopKeys KEYS = new ShopKeys(
            Map.of(Business.FJORD_AND_PINE, new ShopKeys.Keys("pk_fjord", "kid_1", "a secret of the tenant, 32 bytes")),
            Map.of(
                    "get_order_status",
                    SECRET,
                    "book_appointment",
                    SECRET,
                    "check_inventory",
                    SECRET,
                    "refund_order",
                    SECRET),
            Optional.of("a-key-of-the-shop"));

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private Shop shop;
    private int calls;

    @BeforeEach
    void start() {
        shop = Shop.start(vertx, port, folder.resolve("shop.json"), InstantSource.fixed(NOW), KEYS);
    }

    @AfterEach
    void stop() {
        shop.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void tellsACustomerWhereTheirOrderIs() throws Exception {
        JsonNode answer = call("get_order_status", Map.of("order", "1042", "customer_id", "cus_42"));

        assertEquals("shipped", answer.at("/result/status").asText());
        assertEquals("2026-11-21", answer.at("/result/expected_on").asText());
        assertTrue(
                answer.get("display").asText().contains("should arrive on Saturday, 21 November"), answer.toString());
    }

    @ParameterizedTest
    @CsvSource({"1043, cus_42", "1042, cus_43", "9999, cus_42", "1042, ''"})
    void knowsNoOrderOfSomebodyElse(String order, String customer) throws Exception {
        JsonNode answer = call("get_order_status", Map.of("order", order, "customer_id", customer));

        assertFalse(answer.at("/result/found").asBoolean());
        assertEquals(
                "There is no order " + order + " in your account.",
                answer.get("display").asText());
    }

    @Test
    void refusesACallThatNobodySigned() throws Exception {
        byte[] body = body(Map.of("order", "1042", "customer_id", "cus_42"));
        String stamp = String.valueOf(NOW.getEpochSecond());
        String good = WebhookSignature.ofSecret(SECRET).sign("msg_1", stamp, body);
        String old = String.valueOf(NOW.getEpochSecond() - 301);

        assertEquals(
                401, send("get_order_status", "msg_1", stamp, "v1,AAAA", body).statusCode());
        assertEquals(401, send("get_order_status", "msg_2", stamp, good, body).statusCode());
        assertEquals(
                401,
                send(
                                "get_order_status",
                                "msg_1",
                                old,
                                WebhookSignature.ofSecret(SECRET).sign("msg_1", old, body),
                                body)
                        .statusCode());
        assertEquals(
                200,
                send("get_order_status", "msg_1", stamp, "v1,AAAA " + good, body)
                        .statusCode());
    }

    /** The sample vector of the Standard Webhooks specification. */
    @Test
    void signsAsTheSpecificationDoes() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                WebhookSignature.ofSecret(SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body));
    }

    @Test
    void booksASlotOnceAndRemembersItOverARestart() throws Exception {
        Map<String, String> wanted = Map.of("date", "2026-11-19", "time", "10:30", "service", "boot fitting");
        JsonNode booked = call("book_appointment", wanted);
        shop.stop();
        shop = Shop.start(vertx, port, folder.resolve("shop.json"), InstantSource.fixed(NOW), KEYS);

        JsonNode second = call("book_appointment", wanted);

        assertEquals("A201", booked.at("/result/appointment").asText());
        assertEquals("slot-taken", second.at("/error/code").asText());
        assertEquals(
                "10:30 is taken. Free that day: 11:00, 11:30, 12:00.",
                second.at("/error/message").asText());
    }

    @Test
    void answersARepeatedCallWithTheSameAppointment() throws Exception {
        byte[] body = body(Map.of("date", "2026-11-19", "time", "12:00", "service", "Repair"));
        JsonNode first = json(signed("book_appointment", "msg_once", body));

        assertEquals(first, json(signed("book_appointment", "msg_once", body)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-18, 12:30, repair, in-the-past",
        "2026-11-22, 12:00, repair, closed",
        "2026-11-21, 16:00, repair, closed",
        "2026-11-20, 12:15, repair, closed",
        "2026-11-20, 12:00, haircut, service-unknown",
        "tomorrow, 12:00, repair, date-unreadable"
    })
    void explainsWhyASlotCannotBeHad(String date, String time, String service, String code) throws Exception {
        JsonNode answer = call("book_appointment", Map.of("date", date, "time", time, "service", service));

        assertEquals(code, answer.at("/error/code").asText());
        assertFalse(answer.at("/error/retryable").asBoolean());
    }

    @ParameterizedTest
    @CsvSource({"tent, 3", "rain jackets, 0", "Glimt headlamp, 41"})
    void findsAProductByTheWordsOfItsName(String product, int stock) throws Exception {
        JsonNode answer = call("check_inventory", Map.of("product", product));

        assertEquals(stock, answer.at("/result/stock").asInt());
        assertEquals(stock > 0, answer.at("/result/in_stock").asBoolean());
    }

    @Test
    void saysWhatItCarriesInsteadOfAProductItDoesNot() throws Exception {
        JsonNode answer = call("check_inventory", Map.of("product", "kayak"));

        assertFalse(answer.at("/result/found").asBoolean());
        assertEquals(6, answer.at("/result/we_carry").size());
    }

    @Test
    void refundsAnOrderOnceAndAnswersARepeatedCallAlike() throws Exception {
        byte[] body = body(Map.of("order", "1042", "customer_id", "cus_42"));
        JsonNode paid = json(signed("refund_order", "key_1", body));
        shop.stop();
        shop = Shop.start(vertx, port, folder.resolve("shop.json"), InstantSource.fixed(NOW), KEYS);

        JsonNode repeated = json(signed("refund_order", "key_1", body));
        JsonNode another = json(signed("refund_order", "key_2", body));

        assertEquals(22800, paid.at("/result/refunded_cents").asInt());
        assertEquals(paid, repeated);
        assertEquals("already-refunded", another.at("/error/code").asText());
        assertTrue(get("/demo/").body().contains("Refunded €228"));
    }

    @ParameterizedTest
    @CsvSource({
        "1043, cus_42, '', order-unknown",
        "1042, cus_43, '', order-unknown",
        "1042, '', '', order-unknown",
        "1042, cus_42, 228.01, amount-invalid",
        "1042, cus_42, -1, amount-invalid",
        "1042, cus_42, much, amount-invalid"
    })
    void paysNobodyElsesOrderAndNoMoreThanItCost(String order, String customer, String amount, String code)
            throws Exception {
        JsonNode refused = call("refund_order", Map.of("order", order, "customer_id", customer, "amount", amount));

        assertEquals(code, refused.at("/error/code").asText());
        assertFalse(get("/demo/").body().contains("Refunded"));
    }

    @Test
    void refundsAPartOfAnOrder() throws Exception {
        JsonNode paid = call("refund_order", Map.of("order", "#1042", "customer_id", "cus_42", "amount", "79.50"));

        assertEquals(7950, paid.at("/result/refunded_cents").asInt());
        assertTrue(paid.get("display").asText().startsWith("€79.50 for order 1042"), paid.toString());
    }

    @Test
    void signsInDanaOnThePageButNotAGuest() throws Exception {
        String page = get("/demo/").body();
        String guest = get("/demo/?guest=1").body();

        String token = page.replaceFirst("(?s).*data-identity=\"([^\"]+)\".*", "$1");
        var claims = ShopJson.MAPPER.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        assertEquals("cus_42", claims.get("sub").asText());
        assertEquals(NOW.getEpochSecond() + 900, claims.get("exp").asLong());
        assertTrue(page.contains("data-api-key=\"pk_fjord\""), page);
        assertTrue(guest.contains("data-api-key=\"pk_fjord\""), guest);
        assertFalse(guest.contains("data-identity"), guest);
        assertFalse(guest.contains("1042"), guest);
    }

    @Test
    void showsEveryPolicyOfBothBusinesses() throws Exception {
        for (Business business : Business.values()) {
            for (Knowledge.Policy policy : Knowledge.of(business).policies()) {
                assertTrue(get(policy.path()).body().contains("<h1>" + policy.title() + "</h1>"), policy.path());
            }
            assertFalse(Knowledge.of(business).faqs().isEmpty());
        }
        assertEquals(404, get("/demo/policies/nothing").statusCode());
        assertFalse(get("/demo/rtl/").body().contains("pk_fjord"));
    }

    private JsonNode call(String tool, Map<String, String> arguments) throws Exception {
        return json(signed(tool, "msg_" + calls++, body(arguments)));
    }

    private HttpResponse<byte[]> signed(String tool, String id, byte[] body) throws Exception {
        String stamp = String.valueOf(NOW.getEpochSecond());
        return send(tool, id, stamp, WebhookSignature.ofSecret(SECRET).sign(id, stamp, body), body);
    }

    private HttpResponse<byte[]> send(String tool, String id, String stamp, String signature, byte[] body)
            throws Exception {
        var request = HttpRequest.newBuilder(uri("/demo/webhooks/" + tool))
                .header("webhook-id", id)
                .header("webhook-timestamp", stamp)
                .header("webhook-signature", signature)
                .header("Idempotency-Key", id)
                .POST(BodyPublishers.ofByteArray(body));
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static byte[] body(Map<String, String> arguments) throws Exception {
        return ShopJson.MAPPER.writeValueAsBytes(Map.of("tool", "x", "arguments", arguments, "context", Map.of()));
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
        assertEquals(200, answer.statusCode());
        return ShopJson.MAPPER.readTree(answer.body());
    }
}
