package usher.billing.dunning;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.billing.collection.PaymentCalls;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class PaidByWalletTest {
    private static final int ROUNDS = 100;

    @Inject
    Tenants tenants;

    @Inject
    Dunning dunning;

    @Inject
    InstantSource clock;

    @Test
    void isNotGivenBackFromUnderTheInvoice() throws Throwable {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        Calls.own(tenant, "PUT", "collection", "{\"automatic\":false,\"wallet_first\":true}")
                .statusCode(200);
        String wallet = Calls.json(Calls.send(tenant, "POST", "wallets", "{\"currency\":\"USD\"}"))
                .getString("id");
        var money = "{\"amount_minor\":1000,\"kind\":\"purchase\",\"reference\":\"paid\"}";
        Calls.send(tenant, "POST", "wallets/" + wallet + "/credits", money).statusCode(200);
        var invoice = PaymentCalls.issued(tenant, 600);
        // Some at a time: other tests leave invoices behind that are asked for first.
        for (int round = 0; round < ROUNDS && !isPaid(tenant, invoice); round++) {
            VertxContextSupport.subscribeAndAwait(
                    () -> dunning.by(clock.instant().plusSeconds(5)));
        }
        Calls.get(tenant, "invoices/" + invoice).body("payment.provider", equalTo("wallet"));
        String spending = Calls.json(Calls.get(tenant, "wallets/" + wallet + "/transactions"))
                .getString("data.find { it.kind == 'spending' }.id");

        // When
        var back = "{\"spending\":\"" + spending + "\",\"amount_minor\":600,\"reference\":\"mine\"}";
        var answer = Calls.own(tenant, "POST", "wallets/" + wallet + "/returns", back);

        // Then
        answer.statusCode(409).body("code", equalTo("spending-not-returnable"));
        Calls.get(tenant, "wallets").body("data.balance_minor", equalTo(List.of(400)));
        Calls.own(other, "POST", "wallets/" + wallet + "/returns", back).statusCode(404);
        var next = PaymentCalls.issued(tenant, 300);
        var ahead = "{\"amount_minor\":300,\"reference\":\"invoice:" + next + "\"}";
        Calls.own(tenant, "POST", "wallets/" + wallet + "/spendings", ahead)
                .statusCode(400)
                .body("errors[0].code", equalTo("reference-reserved"));
    }

    private static boolean isPaid(TenantId tenant, String invoice) {
        return "paid"
                .equals(Calls.json(Calls.get(tenant, "invoices/" + invoice)).getString("status"));
    }
}
