package usher.billing.wallet;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static usher.billing.wallet.WalletCalls.WALLETS;
import static usher.billing.wallet.WalletCalls.act;
import static usher.billing.wallet.WalletCalls.as;
import static usher.billing.wallet.WalletCalls.open;
import static usher.billing.wallet.WalletCalls.pay;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.billing.Tenants;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class WalletGuardTest {
    @Inject
    Tenants tenants;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void isGuardedByTheDatabaseItself() {
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        pay(tenant, wallet, Map.of("amount_minor", 100, "kind", "purchase", "reference", "paid"));
        var mine = "where tenant_id = '" + tenant.value() + "'";

        assertRefused(
                "insert into wallet_entry select tenant_id, transaction_id, 'revenue', 5, currency from wallet_entry "
                        + mine + " and account = 'wallet'");
        assertRefused("update wallet_entry set amount_minor = 7 " + mine);
        assertRefused("delete from wallet_transaction " + mine);
    }

    @Test
    void isTheOwnersAlone() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var wallet = open(tenant, "EUR");
        var foreign = TestTokens.member(Role.ADMIN, other);

        // Then
        for (var path : List.of("", "/credits", "/transactions")) {
            given().auth()
                    .oauth2(foreign)
                    .get(WALLETS + "/" + wallet + path)
                    .then()
                    .statusCode(404);
        }
        as(foreign, Map.of("amount_minor", 1, "reference", "x"))
                .post(WALLETS + "/" + wallet + "/spendings")
                .then()
                .statusCode(404);
        as(TestTokens.member(Role.ADMIN, tenant), Map.of("amount_minor", 1, "kind", "gift", "reference", "x"))
                .post(WALLETS + "/" + wallet + "/credits")
                .then()
                .statusCode(403);
        given().auth().oauth2(foreign).get(WALLETS).then().statusCode(200).body("data", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({"0, x, 400", "-5, x, 400", "1000000000001, x, 400", "5, '', 400"})
    void refusesWhatMakesNoSense(long amount, String reference, int status) {
        var tenant = tenants.in("UTC");
        var wallet = open(tenant, "EUR");

        act(tenant, wallet, "spendings", Map.of("amount_minor", amount, "reference", reference))
                .statusCode(status);
        as(TestTokens.platformAdmin(), Map.of("currency", "XAU"))
                .post(WALLETS + "?tenant=" + tenant)
                .then()
                .statusCode(400);
        as(TestTokens.platformAdmin(), Map.of("currency", "EUR"))
                .post(WALLETS + "?tenant=" + tenant)
                .then()
                .statusCode(409)
                .body("code", equalTo("wallet-exists"));
    }

    private void assertRefused(String sql) {
        assertThrows(Exception.class, () -> jobs.query(sql).execute().await().atMost(Duration.ofSeconds(5)), sql);
    }
}
