package usher.tool.stock;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.TenantStatus;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Topics;
import usher.tool.shopify.ShopifyShop;
import usher.tool.woocommerce.WooShop;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class CheckTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WooShop shop = new WooShop();
    private final TenantId mine = Tools.tenant();
    private final TenantId other = Tools.tenant();

    @Inject
    Checks checks;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private Instant now = Instant.now().plusSeconds(5);

    /** Whoever sweeps sees the watches of all tenants. */
    @BeforeEach
    void forgetOtherTests() {
        jobs.query("delete from stock_watch").execute().await().atMost(PATIENCE);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void tellsOnceWhenAnArticleRunsLowRunsOutAndIsBack() {
        // Given
        var mug = shop.product("Mug", "MUG-B", 9);
        shop.product("Teapot", "POT", 9);
        var watch =
                Watching.watch(mine, Watching.sku(shop.connect(mine), "MUG-B").put("low_at", 3));
        var theirs =
                Watching.watch(other, Watching.sku(shop.connect(other), "POT").put("low_at", 3));
        sweep();
        Watching.see(mine, watch).body("level", equalTo("in_stock")).body("quantity", equalTo(9));

        // When
        for (int left : List.of(3, 3, 0, 0, 12, 12)) {
            later(Duration.ofHours(2));
            stock(mug, left);
            sweep();
        }

        // Then
        var told = notices(mine, 3);
        assertEquals(
                List.of("stock.ran_low", "stock.depleted", "stock.replenished"),
                told.stream().map(NoticeRaised::name).toList());
        assertEquals(
                List.of("stock:" + watch + ":1", "stock:" + watch + ":2", "stock:" + watch + ":3"),
                told.stream().map(NoticeRaised::key).toList());
        var mail = Objects.requireNonNull(told.getFirst().mail());
        assertEquals("Mug MUG-B is running low", mail.subject());
        assertTrue(mail.text().endsWith(" is running low: 3 left."), mail.text());
        assertEquals(3, told.getFirst().facts().get("left"));
        assertEquals("MUG-B", told.getFirst().facts().get("sku"));
        Watching.see(mine, watch).body("level", equalTo("in_stock")).body("quantity", equalTo(12));
        Watching.see(other, theirs).body("level", equalTo("in_stock")).body("noticed_at", nullValue());
        assertEquals(3, raised());
    }

    @Test
    void isInTheLogOnceAnHourAndForEachChange() {
        // Given
        var mug = shop.product("Mug", "MUG-B", 9);
        var watch = Watching.watch(mine, Watching.sku(shop.connect(mine), "MUG-B"));

        // When
        for (int left : List.of(9, 9, 9, 2)) {
            later(Duration.ofHours(1));
            stock(mug, left);
            sweep();
        }

        // Then
        Tools.asAdmin(mine)
                .get(Tools.INVOCATIONS + "?origin=stock")
                .then()
                .body("data.size()", equalTo(2))
                .body("data[0].result.quantity", equalTo(2))
                .body("data[1].result.quantity", equalTo(9))
                .body("data[1].attempts", equalTo(3))
                .body("data[1].state", equalTo("succeeded"))
                .body("data[1].arguments.watch", equalTo(watch))
                .body("data[1].test", equalTo(false));
        Tools.asAdmin(other).get(Tools.INVOCATIONS).then().body("data.size()", equalTo(0));
    }

    @Test
    void doesNotSpamWhenAnArticleComesAndGoes() {
        // Given
        var mug = shop.product("Mug", "MUG-B", 1);
        var watch =
                Watching.watch(mine, Watching.sku(shop.connect(mine), "MUG-B").put("quiet_minutes", 120));
        sweep();

        // When
        for (int n = 0; n < 12; n++) {
            later(Duration.ofMinutes(20));
            stock(mug, n % 2);
            sweep();
        }

        // Then
        assertTrue(raised() <= 3, "four hours have two quiet times, and " + raised() + " notices");
        later(Duration.ofHours(3));
        stock(mug, 0);
        sweep();
        Watching.see(mine, watch).body("level", equalTo("out")).body("seen", equalTo("out"));
        var told = notices(mine, (int) raised());
        assertEquals("stock.depleted", told.getLast().name());
    }

    @Test
    void leavesADeadShopAloneLongerAndLonger() {
        // Given
        var dead = new WooShop();
        var watch = Watching.watch(mine, Watching.sku(dead.connect(mine), "MUG-B"));
        dead.close();
        shop.product("Mug", "MUG-B", 5);
        var theirs = Watching.watch(other, Watching.sku(shop.connect(other), "MUG-B"));

        // When
        sweep();

        // Then
        Watching.see(mine, watch)
                .body("failures", equalTo(1))
                .body("failure_code", equalTo("tool-unreachable"))
                .body("level", equalTo("unknown"));
        Watching.see(other, theirs).body("level", equalTo("in_stock")).body("failures", equalTo(0));
        assertWait(Duration.ofMinutes(30));
        for (int n = 0; n < 9; n++) {
            later(Duration.ofHours(7));
            sweep();
        }
        Watching.see(mine, watch).body("failures", equalTo(10));
        assertWait(Duration.ofHours(6));
        assertEquals(0, raised());
    }

    @Test
    void readsAQuantityFromAnyApi() {
        try (var server = new ToolServer();
                var shopify = new ShopifyShop()) {
            // Given
            server.answer("/stock/A%201", 200, "{\"data\": [{\"left\": \"4\"}]}");
            var api = Systems.connect(mine, Systems.api(server.url("")));
            var operation = Systems.add(
                    mine, api, Systems.operation(Systems.get("/stock/{article}"), Systems.texts("article")));
            var wanted = new JsonObject()
                    .put("integration", api)
                    .put("name", "Article")
                    .put("operation", operation)
                    .put("arguments", new JsonObject().put("article", "A 1"))
                    .put("quantity", "/data/0/left");
            var right = Watching.watch(mine, wanted);
            var wrong = Watching.watch(mine, wanted.copy().put("quantity", "/data/1/left"));
            shopify.variant(shopify.product("Mug", "ACTIVE", 7), "MUG-B", "Blue", 7);
            var variant = Watching.watch(mine, Watching.sku(shopify.connect(mine), "MUG-B"));
            var unknown = Watching.watch(mine, Watching.sku(shopify.connect(mine), "MUG-X"));

            // When
            sweep();

            // Then
            Watching.see(mine, right).body("quantity", equalTo(4)).body("level", equalTo("in_stock"));
            Watching.see(mine, wrong).body("failure_code", equalTo("quantity-missing"));
            Watching.see(mine, variant).body("quantity", equalTo(7)).body("level", equalTo("in_stock"));
            Watching.see(mine, unknown).body("failure_code", equalTo("article-unknown"));
        }
    }

    @Test
    void asksNobodyForAWatchThatIsOffOrATenantThatIsNotActive() {
        // Given
        var system = shop.connect(mine);
        var off = Watching.watch(mine, Watching.sku(system, "MUG-B").put("enabled", false));
        var suspended = TestTenants.active().id();
        Watching.watch(suspended, Watching.sku(shop.connect(suspended), "MUG-B"));
        TestTenants.announced(suspended, 2, TenantStatus.SUSPENDED);
        var gone = Watching.watch(mine, Watching.sku(system, "POT"));
        Tools.asAdmin(mine).delete(Systems.INTEGRATIONS + "/" + system).then().statusCode(204);

        // When
        sweep();

        // Then
        assertEquals(List.of(), shop.asked());
        Watching.see(mine, off).body("checked_at", nullValue()).body("failures", equalTo(0));
        Watching.see(mine, gone)
                .body("failure_code", equalTo("integration-unavailable"))
                .body("failure_sentence", containsString("not connected"));
    }

    private void stock(JsonObject product, int left) {
        product.put("stock_quantity", left).put("stock_status", left > 0 ? "instock" : "outofstock");
    }

    private void later(Duration by) {
        now = now.plus(by);
    }

    private void sweep() {
        checks.sweep(now).await().atMost(PATIENCE);
    }

    private void assertWait(Duration wait) {
        long next = number("select extract(epoch from max(next_check_at))::bigint from stock_watch where failures > 0");
        double waits = (double) (next - now.getEpochSecond()) / wait.toSeconds();
        assertTrue(waits >= 0.89 && waits <= 1.11, "waits " + waits + " times as long as it should");
    }

    private long raised() {
        return number("select coalesce(sum(notices), 0)::bigint from stock_watch");
    }

    private long number(String sql) {
        return jobs.query(sql)
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private static List<NoticeRaised> notices(TenantId tenant, int count) {
        return Topics.until(Topic.NOTICES, tenant, NoticeRaised.class, found -> found.size() >= count);
    }
}
