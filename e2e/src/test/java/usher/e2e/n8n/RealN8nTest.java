package usher.e2e.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.e2e.client.Jwt;
import usher.e2e.client.Tenant;
import usher.e2e.fault.Fault;
import usher.e2e.fault.FaultProxy;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.Service;
import usher.e2e.world.World;
import usher.local.infra.Ports;
import usher.local.shop.Shop;
import usher.local.shop.ShopKeys;

/** From the shipped files to three tools that work, and a booking during which n8n is killed. */
@EnabledIfSystemProperty(named = "usher.n8n", matches = ".+", disabledReason = "e2e/n8n/run installs n8n and runs this")
@ExtendWith(SharedWorld.class)
class RealN8nTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String USHER_KEY = "key-of-usher-" + UUID.randomUUID();
    private static final String SHOP_KEY = "key-of-the-shop-" + UUID.randomUUID();
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The store is open then. */
    private static final LocalDate TUESDAY = LocalDate.now().with(TemporalAdjusters.next(DayOfWeek.TUESDAY));

    @TempDir
    Path folder;

    private record Caller(Api tools, Tenant tenant) {}

    @Test
    void worksAsThreeToolsAndDoesOnceWhatItWasKilledIn(World world) {
        var vertx = Vertx.vertx();
        var port = Ports.free();
        var shop = Shop.start(vertx, port, file(), InstantSource.system(), keys());
        try (var proxy = FaultProxy.before("127.0.0.1", port);
                var n8n = N8nProcess.in(Path.of(System.getProperty("usher.n8n")), folder, world)) {
            install(n8n, shipped(world), "http://127.0.0.1:" + proxy.port());
            var caller = connect(world, n8n);

            answersAllThree(caller);
            refusesWhatCannotBe(caller);
            booksOnceAlthoughKilled(caller, n8n, proxy);
        } finally {
            shop.stop();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void answersAllThree(Caller caller) {
        var order = call(caller, "get_order_status", Map.of("order", "1042"));
        var stock = call(caller, "check_inventory", Map.of("product", "Vind tent"));
        var booking = call(caller, "book_appointment", appointment("repair", "10:30"));

        assertEquals("shipped", order.at("/result/status").asText(), order.toString());
        assertTrue(order.path("display").asText().contains("PostNord"), order.toString());
        assertEquals(3, stock.at("/result/stock").asInt(), stock.toString());
        assertEquals("A201", booking.at("/result/appointment").asText(), booking.toString());
    }

    private static void refusesWhatCannotBe(Caller caller) {
        var byWorkflow = call(caller, "book_appointment", appointment("haircut", "11:00"));
        var byShop = call(caller, "book_appointment", appointment("repair", "19:00"));

        assertEquals("service-unknown", byWorkflow.at("/error/code").asText(), byWorkflow.toString());
        assertEquals("closed", byShop.at("/error/code").asText(), byShop.toString());
    }

    /** The shop has booked and n8n waits for its answer when it is killed; asked again, the shop knows the key. */
    private void booksOnceAlthoughKilled(Caller caller, N8nProcess n8n, FaultProxy proxy) {
        int before = appointments();
        var wanted = body("book_appointment", appointment("gear advice", "14:30"));
        proxy.become(new Fault.Latency(Duration.ofSeconds(4)));
        var asking = CompletableFuture.supplyAsync(() -> send(caller, wanted));
        Eventually.until("the shop has booked", SOON, () -> appointments() == before + 1);
        n8n.kill();

        var lost = asking.join();
        System.out.println("While n8n was killed: " + lost);
        assertEquals("failed", lost.path("state").asText(), lost.toString());
        assertTrue(lost.at("/error/uncertain").asBoolean(), lost.toString());
        assertTrue(lost.at("/error/retryable").asBoolean(), lost.toString());

        proxy.heal();
        n8n.start("usher/book-appointment");
        var again = send(caller, inALaterTurn(wanted));
        System.out.println("After it was started again: " + again);
        assertEquals("succeeded", again.path("state").asText(), again.toString());
        assertEquals("14:30", again.at("/result/time").asText(), again.toString());
        assertEquals(before + 1, appointments());
    }

    private void install(N8nProcess n8n, Shipped shipped, String shop) {
        shipped.prepare(folder, shop, USHER_KEY, SHOP_KEY);
        n8n.run("import:credentials", "--input=" + folder.resolve("credentials.json"));
        n8n.run("import:workflow", "--separate", "--input=" + folder.resolve("workflows"));
        n8n.run("update:workflow", "--all", "--active=true");
        n8n.start("usher/book-appointment");
    }

    private static Caller connect(World world, N8nProcess n8n) {
        var tenant = world.standInTenant("n8n");
        var operator = world.operator().api();
        var system = Map.of(
                "kind",
                "n8n",
                "name",
                "n8n",
                "settings",
                Map.of("base_url", n8n.url(), "auth", "header", "header", "X-Usher-Key"),
                "credentials",
                Map.of("value", USHER_KEY));
        var path = "/api/v1/tools/integrations";
        var id = operator.post(path + tenant.query(), system).orThrow().text("/id");
        var tested = operator.post(path + "/" + id + "/test" + tenant.query(), Map.of())
                .orThrow();
        assertEquals("working", tested.text("/status"), tested.toString());
        operator.post(
                        path + "/" + id + "/imports" + tenant.query(),
                        shipped(world).tools())
                .orThrow();
        return new Caller(world.api().elsewhere(world.url(Service.TOOL)).as(token(world, tenant)), tenant);
    }

    private static Shipped shipped(World world) {
        return new Shipped(world.platform().settings().root());
    }

    /** As chat-service calls a tool. */
    private static JsonNode call(Caller caller, String tool, Map<String, String> arguments) {
        return send(caller, body(tool, arguments));
    }

    private static JsonNode send(Caller caller, Map<String, Object> body) {
        return caller.tools()
                .post("/api/v1/tools/internal/invocations", body)
                .orThrow()
                .json();
    }

    private static Map<String, Object> body(String tool, Map<String, String> arguments) {
        return Map.of(
                "tool",
                tool,
                "call_id",
                new CallId(UUID.randomUUID()).toString(),
                "conversation",
                new ConversationId(UUID.randomUUID()).toString(),
                "message_id",
                new MessageId(UUID.randomUUID()).toString(),
                "arguments",
                arguments,
                "identity",
                Map.of("sub", "cus_42"));
    }

    private static Map<String, Object> inALaterTurn(Map<String, Object> body) {
        var later = new LinkedHashMap<>(body);
        later.put("call_id", new CallId(UUID.randomUUID()).toString());
        later.put("message_id", new MessageId(UUID.randomUUID()).toString());
        return later;
    }

    private static Map<String, String> appointment(String service, String time) {
        return Map.of("service", service, "date", TUESDAY.toString(), "time", time);
    }

    private static String token(World world, Tenant tenant) {
        long now = System.currentTimeMillis() / 1_000;
        var claims = Map.of(
                "iss",
                "usher-service",
                "sub",
                "chat",
                "aud",
                "tool",
                "tenant",
                tenant.id(),
                "iat",
                now,
                "exp",
                now + 900);
        return Jwt.hs256(Map.of(), claims, world.secret("USHER_SERVICE_SECRET"));
    }

    private static ShopKeys keys() {
        return new ShopKeys(Map.of(), Map.of(), Optional.of(SHOP_KEY));
    }

    private Path file() {
        return folder.resolve("shop.json");
    }

    private int appointments() {
        try {
            return Files.exists(file())
                    ? JSON.readTree(file().toFile()).path("appointments").size()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
