package usher.tool.stock;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.time.Ids;
import usher.tool.Tools;
import usher.tool.Topics;
import usher.tool.stock.Reading.Found;
import usher.tool.stock.level.Shelf;
import usher.tool.woocommerce.WooShop;

/** Watches are checked by one replica at a time, and what one has left another takes up. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class ClaimTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WooShop shop = new WooShop();
    private final TenantId mine = Tools.tenant();
    private final TenantId other = Tools.tenant();

    @Inject
    Checks checks;

    @Inject
    Claims claims;

    @Inject
    Readings readings;

    @Inject
    Findings findings;

    @Inject
    Looks looks;

    @Inject
    StockConfig config;

    @Inject
    Ids ids;

    @Inject
    InstantSource clock;

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
    void isCheckedByOneOfTwoReplicas() {
        // Given
        var articles = IntStream.range(0, 30)
                .mapToObj(n -> shop.product("Article " + n, "A-" + n, 5))
                .toList();
        var systems = List.of(shop.connect(mine), shop.connect(other));
        IntStream.range(0, 30)
                .forEach(n -> Watching.watch(n % 2 == 0 ? mine : other, Watching.sku(systems.get(n % 2), "A-" + n)));
        var replica = new Checks(new Claims(jobs, config, ids), readings, findings, looks, config, clock);
        assertEquals(30, both(replica));
        articles.forEach(article -> stock(article, 0));
        later(Duration.ofHours(1));
        int asked = shop.asked().size();

        // When
        int checked = both(replica);

        // Then
        assertEquals(30, checked);
        assertEquals(30, shop.asked().size() - asked);
        for (var tenant : List.of(mine, other)) {
            var keys = notices(tenant, 15).stream().map(NoticeRaised::key).toList();
            assertEquals(15, new HashSet<>(keys).size());
            assertEquals(15, keys.size());
        }
    }

    @Test
    void isCheckedAgainWhenWhoClaimedItIsGone() {
        // Given
        var mug = shop.product("Mug", "MUG-B", 5);
        var watch = Watching.watch(mine, Watching.sku(shop.connect(mine), "MUG-B"));
        sweep();
        later(Duration.ofHours(1));
        var lost = claims.take(now).await().atMost(PATIENCE).getFirst();
        stock(mug, 0);
        sweep();
        assertEquals(0, raised());

        // When
        later(config.claim().plusSeconds(1));
        sweep();

        // Then
        assertEquals("stock.depleted", notices(mine, 1).getFirst().name());
        findings.store(lost, new Found(Shelf.of(5)), now.plusSeconds(7_200))
                .await()
                .atMost(PATIENCE);
        Watching.see(mine, watch).body("level", equalTo("out")).body("quantity", equalTo(0));
        assertEquals(1, raised());
    }

    @Test
    void takesOneOfEachTenantBeforeASecondOfAny() {
        // Given
        var many = shop.connect(mine);
        IntStream.range(0, 12).forEach(n -> Watching.watch(mine, Watching.sku(many, "A-" + n)));
        Watching.watch(other, Watching.sku(shop.connect(other), "POT"));

        // When
        var taken = claims.take(now).await().atMost(PATIENCE);

        // Then
        assertEquals(config.batch(), taken.size());
        assertEquals(1, taken.stream().filter(due -> due.tenant().equals(other)).count());
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

    private int both(Checks replica) {
        return Uni.join().all(checks.sweep(now), replica.sweep(now)).andFailFast().await().atMost(PATIENCE).stream()
                .mapToInt(Integer::intValue)
                .sum();
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
