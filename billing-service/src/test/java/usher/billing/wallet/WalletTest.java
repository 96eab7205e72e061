package usher.billing.wallet;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.billing.wallet.WalletCalls.act;
import static usher.billing.wallet.WalletCalls.get;
import static usher.billing.wallet.WalletCalls.gift;
import static usher.billing.wallet.WalletCalls.list;
import static usher.billing.wallet.WalletCalls.open;
import static usher.billing.wallet.WalletCalls.pay;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class WalletTest {
    @Inject
    Tenants tenants;

    @Inject
    Expiry expiry;

    @Inject
    InstantSource clock;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void usesCreditsByPriorityAndThenByWhatEndsSooner() {
        // Given
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "ILS");
        var later = clock.instant().plus(Duration.ofDays(60));
        var sooner = clock.instant().plus(Duration.ofDays(30));
        pay(tenant, wallet, Map.of("amount_minor", 1000, "kind", "purchase", "reference", "paid"));
        pay(tenant, wallet, gift(300, "later", 10, later.toString()));
        pay(tenant, wallet, gift(200, "sooner", 10, sooner.toString()));

        // When
        act(tenant, wallet, "spendings", Map.of("amount_minor", 400, "reference", "order 1"))
                .statusCode(200)
                .body("balance_minor", equalTo(1100));

        // Then
        list(tenant, wallet, "credits").body("data.left_minor", equalTo(List.of(0, 100, 1000)));
        list(tenant, wallet, "transactions")
                .body("data.amount_minor", equalTo(List.of(-400, 200, 300, 1000)))
                .body("data.kind", equalTo(List.of("spending", "gift", "gift", "purchase")));
    }

    @Test
    void takesWholeOrNotAtAll() {
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        pay(tenant, wallet, Map.of("amount_minor", 99, "kind", "purchase", "reference", "paid"));

        act(tenant, wallet, "spendings", Map.of("amount_minor", 100, "reference", "too much"))
                .statusCode(402)
                .body("code", equalTo("balance-insufficient"));

        get(tenant, wallet).body("balance_minor", equalTo(99));
        list(tenant, wallet, "transactions").body("data", hasSize(1));
    }

    @Test
    void doesTheSameReferenceOnce() {
        // Given
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        pay(tenant, wallet, Map.of("amount_minor", 500, "kind", "purchase", "reference", "paid"));
        pay(tenant, wallet, Map.of("amount_minor", 500, "kind", "purchase", "reference", "paid"));

        // When
        var spending = Map.of("amount_minor", 200, "reference", "order 1");
        var many = IntStream.range(0, 8)
                .mapToObj(at -> CompletableFuture.supplyAsync(() -> act(tenant, wallet, "spendings", spending)
                        .statusCode(200)
                        .extract()
                        .path("transaction")))
                .map(CompletableFuture::join)
                .distinct()
                .toList();

        // Then
        assertEquals(1, many.size());
        get(tenant, wallet).body("balance_minor", equalTo(300));
        act(tenant, wallet, "spendings", Map.of("amount_minor", 201, "reference", "order 1"))
                .statusCode(409)
                .body("code", equalTo("reference-reused"));
    }

    @Test
    void neverSpendsTheSameMoneyTwice() {
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        pay(tenant, wallet, Map.of("amount_minor", 350, "kind", "purchase", "reference", "paid"));

        long taken = IntStream.range(0, 12)
                .mapToObj(at -> CompletableFuture.supplyAsync(
                        () -> act(tenant, wallet, "spendings", Map.of("amount_minor", 100, "reference", "order " + at))
                                .extract()
                                .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(status -> status == 200)
                .count();

        assertEquals(3, taken);
        get(tenant, wallet).body("balance_minor", equalTo(50));
    }

    @Test
    void givesBackAtMostWhatWasSpent() {
        // Given
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        pay(tenant, wallet, Map.of("amount_minor", 500, "kind", "purchase", "reference", "paid"));
        String spent = act(tenant, wallet, "spendings", Map.of("amount_minor", 300, "reference", "order"))
                .extract()
                .path("transaction");

        // When
        act(tenant, wallet, "returns", Map.of("spending", spent, "amount_minor", 200, "reference", "half"))
                .statusCode(200)
                .body("balance_minor", equalTo(400));

        // Then
        act(tenant, wallet, "returns", Map.of("spending", spent, "amount_minor", 101, "reference", "rest"))
                .statusCode(409)
                .body("code", equalTo("return-exceeds-spending"));
        act(tenant, wallet, "returns", Map.of("spending", spent, "amount_minor", 100, "reference", "rest"))
                .statusCode(200)
                .body("balance_minor", equalTo(500));
    }

    @Test
    void givesBackToTheCreditsThatWereUsedTheLastOneFirst() {
        // Given
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        var end = clock.instant().plus(Duration.ofDays(30));
        pay(tenant, wallet, Map.of("amount_minor", 500, "kind", "purchase", "reference", "paid"));
        pay(tenant, wallet, gift(300, "gift", 10, end.toString()));
        String spent = act(tenant, wallet, "spendings", Map.of("amount_minor", 400, "reference", "order"))
                .extract()
                .path("transaction");

        // When
        act(tenant, wallet, "returns", Map.of("spending", spent, "amount_minor", 150, "reference", "some"));

        // Then
        list(tenant, wallet, "credits").body("data.left_minor", equalTo(List.of(50, 500)));
        act(tenant, wallet, "returns", Map.of("spending", spent, "amount_minor", 250, "reference", "all"))
                .statusCode(200)
                .body("balance_minor", equalTo(800));
        list(tenant, wallet, "credits").body("data.left_minor", equalTo(List.of(300, 500)));
    }

    @Test
    void letsWhatComesBackToAnEndedGiftEndWithIt() {
        // Given
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        var end = clock.instant().plus(Duration.ofDays(1));
        pay(tenant, wallet, gift(300, "gift", 10, end.toString()));
        String spent = act(tenant, wallet, "spendings", Map.of("amount_minor", 200, "reference", "order"))
                .extract()
                .path("transaction");
        expiry.until(end).await().atMost(Duration.ofSeconds(10));
        jobs.preparedQuery("update wallet_credit set expires_at = now() - interval '1 second' where tenant_id = $1")
                .execute(Tuple.of(tenant.value()))
                .await()
                .atMost(Duration.ofSeconds(5));

        // When
        act(tenant, wallet, "returns", Map.of("spending", spent, "amount_minor", 200, "reference", "back"))
                .statusCode(200)
                .body("balance_minor", equalTo(0));

        // Then
        get(tenant, wallet).body("balance_minor", equalTo(0));
        list(tenant, wallet, "transactions")
                .body("data.kind.sort()", equalTo(List.of("expiry", "expiry", "gift", "return", "spending")));
    }

    @Test
    void endsCreditsWhoseTimeIsOver() {
        // Given
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        // As fine as the database keeps it.
        var end = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MICROS);
        pay(tenant, wallet, gift(300, "gift", 10, end.toString()));
        pay(tenant, wallet, Map.of("amount_minor", 100, "kind", "purchase", "reference", "paid"));
        act(tenant, wallet, "spendings", Map.of("amount_minor", 120, "reference", "order"));

        // When
        long ended = expiry.until(end).await().atMost(Duration.ofSeconds(10));

        // Then
        assertTrue(ended >= 1);
        get(tenant, wallet).body("balance_minor", equalTo(100));
        list(tenant, wallet, "transactions")
                .body("data[0].kind", equalTo("expiry"), "data[0].amount_minor", equalTo(-180));
        assertEquals(0, expiry.until(end).await().atMost(Duration.ofSeconds(10)));
    }

    @Test
    void balancesWhateverIsDone() {
        // Given
        long seed = System.nanoTime();
        System.out.println("wallet seed " + seed);
        var random = new Random(seed);
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "JPY");
        long expected = 0;

        // When
        for (int at = 0; at < 60; at++) {
            int amount = 1 + random.nextInt(500);
            boolean pays = random.nextInt(3) == 0;
            if (pays) {
                pay(tenant, wallet, gift(amount, "gift " + at, random.nextInt(101), null));
            }
            boolean spent = !pays
                    && act(tenant, wallet, "spendings", Map.of("amount_minor", amount, "reference", "order " + at))
                                    .extract()
                                    .statusCode()
                            == 200;
            assertEquals(!pays && amount <= expected, spent, "step " + at);
            expected += pays ? amount : spent ? -amount : 0;

            // Then
            assertEquals(expected, number("select balance_minor from wallet where tenant_id = '%s'", tenant));
            assertEquals(
                    0,
                    number("select coalesce(sum(amount_minor), 0) from wallet_entry where tenant_id = '%s'", tenant));
            assertEquals(
                    -expected,
                    number(
                            "select coalesce(sum(amount_minor), 0) from wallet_entry where account = 'wallet' and tenant_id = '%s'",
                            tenant));
        }
    }

    private long number(String sql, TenantId tenant) {
        return jobs.query(sql.formatted(tenant.value()))
                .execute()
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getLong(0);
    }
}
