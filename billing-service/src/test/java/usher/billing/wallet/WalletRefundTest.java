package usher.billing.wallet;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static usher.billing.wallet.WalletCalls.act;
import static usher.billing.wallet.WalletCalls.get;
import static usher.billing.wallet.WalletCalls.list;
import static usher.billing.wallet.WalletCalls.open;
import static usher.billing.wallet.WalletCalls.pay;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.contracts.id.WalletId;
import usher.kit.test.EmbeddedPlatform;

/** Money that leaves a wallet for whoever paid it in, beside spendings that are given back. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class WalletRefundTest {
    @Inject
    Tenants tenants;

    @Inject
    InstantSource clock;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void takesMoneyOutAndLeavesSpendingsToBeGivenBack() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        var foreign = open(other, "EUR");
        pay(tenant, wallet, Map.of("amount_minor", 500, "kind", "purchase", "reference", "paid"));
        pay(other, foreign, Map.of("amount_minor", 500, "kind", "purchase", "reference", "paid"));
        String spent = act(tenant, wallet, "spendings", Map.of("amount_minor", 100, "reference", "order"))
                .extract()
                .path("transaction");

        // When
        var outcome = refund(tenant, wallet, 300);

        // Then
        assertEquals("done", outcome);
        get(tenant, wallet).body("balance_minor", equalTo(100));
        act(tenant, wallet, "returns", Map.of("spending", spent, "amount_minor", 100, "reference", "back"))
                .statusCode(200)
                .body("balance_minor", equalTo(200));
        list(tenant, wallet, "credits").body("data.left_minor", equalTo(List.of(200)));
        assertEquals("short", refund(tenant, wallet, 201));
        get(other, foreign).body("balance_minor", equalTo(500));
    }

    @Test
    void leavesGiftsAlone() {
        // Given
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        pay(tenant, wallet, Map.of("amount_minor", 50, "kind", "gift", "reference", "given", "priority", 1));
        pay(tenant, wallet, Map.of("amount_minor", 500, "kind", "purchase", "reference", "paid"));

        // When
        var outcome = refund(tenant, wallet, 300);

        // Then
        assertEquals("done", outcome);
        list(tenant, wallet, "credits").body("data.left_minor", equalTo(List.of(200, 50)));
        assertEquals("short", refund(tenant, wallet, 201));
        assertEquals("done", refund(tenant, wallet, 200));
        get(tenant, wallet).body("balance_minor", equalTo(50));
    }

    private String refund(TenantId tenant, String wallet, long amount) {
        var act = new JsonObject()
                .put("tenant", tenant.value().toString())
                .put("wallet", WalletId.fromString(wallet).value().toString())
                .put("transaction", UUID.randomUUID().toString())
                .put("kind", "refund")
                .put("amount", amount)
                .put("reference", "refund " + amount);
        return jobs.preparedQuery("select outcome from wallet_move($1, $2)")
                .execute(Tuple.of(act, clock.instant().atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getString("outcome");
    }
}
