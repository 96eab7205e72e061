package usher.billing.alert;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static usher.billing.alert.AlertCalls.set;
import static usher.billing.alert.AlertCalls.use;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.billing.Calls;
import usher.billing.Notices;
import usher.billing.Tenants;
import usher.contracts.event.NoticeRaised;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class MoneyAlertTest {
    @Inject
    Tenants tenants;

    @Inject
    Notices notices;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void tellsWhenTheMonthComesToAnAmount() {
        // Given
        var tenant = tenants.in("UTC");
        var plan = "p" + UUID.randomUUID().toString().replace("-", "");
        Calls.send(
                        tenant,
                        "POST",
                        "plans",
                        "{\"plan\":\"%s\",\"name\":\"P\",\"terms\":{\"currency\":\"EUR\",\"charges\":[{\"metric\":\"mails\",\"model\":\"per_unit\",\"unit_price\":\"0.10\"}]}}"
                                .formatted(plan))
                .statusCode(201);
        Calls.send(tenant, "POST", "subscription/changes", "{\"plan\":\"" + plan + "\"}")
                .statusCode(200);
        set(tenant, "{\"kind\":\"charge\",\"currency\":\"EUR\",\"threshold\":500}");
        set(tenant, "{\"kind\":\"charge\",\"currency\":\"USD\",\"threshold\":1}");
        // A quarter of an hour belongs to the plan that it begins under.
        for (var table : List.of(
                "subscription_phase set starts_at = starts_at", "subscription set charged_until = charged_until")) {
            jobs.preparedQuery("update " + table + " - interval '1 hour' where tenant_id = $1")
                    .execute(Tuple.of(tenant.value()))
                    .await()
                    .indefinitely();
        }

        // When
        use(tenant, "mails", 49);
        use(tenant, "mails", 2);

        // Then
        var told = notices.await(tenant, 1).getFirst();
        assertEquals("cost.threshold_reached", told.name());
        assertEquals(
                List.of("EUR", 510),
                List.of(told.facts().get("currency"), told.facts().get("used")));
        assertEquals(1, notices.of(tenant).size());
    }

    @Test
    void tellsEachTimeThatAWalletFallsToAnAmount() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var wallet = wallet(tenant);
        var foreign = wallet(other);
        set(tenant, "{\"kind\":\"wallet\",\"currency\":\"EUR\",\"threshold\":300}");
        pay(tenant, wallet, 1_000, "first");
        pay(other, foreign, 1_000, "first");

        // When
        spend(tenant, wallet, 600, "a");
        spend(tenant, wallet, 100, "b");
        notices.await(tenant, 1);
        spend(tenant, wallet, 50, "c");
        pay(tenant, wallet, 40, "too little");
        pay(tenant, wallet, 1_000, "second");
        spend(tenant, wallet, 1_000, "d");
        spend(other, foreign, 1_000, "a");

        // Then
        var told = notices.await(tenant, 2);
        assertEquals(
                List.of("wallet.threshold_reached", "wallet.threshold_reached"),
                told.stream().map(NoticeRaised::name).toList());
        assertEquals(290, told.getLast().facts().get("used"));
        assertEquals(List.of(), notices.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"usage\",\"threshold\":5} | /metric",
                "{\"kind\":\"cost\",\"metric\":\"messages\",\"threshold\":5} | /metric",
                "{\"kind\":\"wallet\",\"threshold\":5} | /currency",
                "{\"kind\":\"wallet\",\"currency\":\"QQQ\",\"threshold\":5} | /currency",
                "{\"kind\":\"usage\",\"metric\":\"messages\",\"currency\":\"EUR\",\"threshold\":5} | /currency",
                "{\"kind\":\"cost\",\"unit\":\"percent\",\"threshold\":5} | /unit",
                "{\"kind\":\"usage\",\"metric\":\"messages\",\"unit\":\"percent\",\"threshold\":1001} | /threshold",
                "{\"kind\":\"usage\",\"metric\":\"messages\",\"threshold\":0} | /threshold",
                "{\"kind\":\"usage\",\"metric\":\"messages\",\"threshold\":5,\"period\":\"minute\"} | /period",
                "{\"kind\":\"usage\",\"metric\":\"messages\",\"unit\":\"percent\",\"threshold\":5,\"period\":\"day\"} | /period",
                "{\"kind\":\"charge\",\"currency\":\"EUR\",\"threshold\":5,\"period\":\"day\"} | /period",
            })
    void refusesWhatFitsNoKind(String body, String pointer) {
        var tenant = tenants.in("UTC");

        Calls.own(tenant, "POST", "alerts", body)
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer), "errors[0].code", equalTo("alert-invalid"));
    }

    @Test
    void keepsAlertsToTheirTenantAndItsAdministrators() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var body = "{\"kind\":\"cost\",\"threshold\":5}";
        var alert = set(tenant, body);
        set(tenant, "{\"kind\":\"cost\",\"threshold\":6}");

        // When
        Calls.as(TestTokens.member(Role.EDITOR, tenant), tenant, "POST", "alerts", body)
                .statusCode(403);
        Calls.own(other, "GET", "alerts/" + alert, "").statusCode(404);
        Calls.own(other, "PUT", "alerts/" + alert, body).statusCode(404);
        Calls.own(other, "DELETE", "alerts/" + alert, "").statusCode(404);

        // Then
        Calls.own(other, "GET", "alerts", "").body("data", hasSize(0));
        Calls.own(tenant, "GET", "alerts?limit=1", "").body("data", hasSize(1), "has_more", equalTo(true));
        Calls.own(tenant, "PUT", "alerts/" + alert, "{\"kind\":\"cost\",\"threshold\":7,\"period\":\"day\"}")
                .statusCode(200)
                .body("threshold", equalTo(7), "period", equalTo("day"));
        Calls.own(tenant, "DELETE", "alerts/" + alert, "").statusCode(204);
        Calls.own(tenant, "GET", "alerts/" + alert, "").statusCode(404);
    }

    @Test
    void letsServersOfTenantsSetAlerts() {
        var tenant = TestTenants.active();

        Calls.as(tenant.secretKey(), tenant.id(), "POST", "alerts", "{\"kind\":\"cost\",\"threshold\":5}")
                .statusCode(201);
        Calls.as(tenant.secretKey(), tenant.id(), "GET", "alerts", "").statusCode(200);
        Calls.as(tenant.publishableKey(), tenant.id(), "GET", "alerts", "").statusCode(403);
    }

    private static String wallet(TenantId tenant) {
        return act(tenant, "wallets", "{\"currency\":\"EUR\"}")
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void pay(TenantId tenant, String wallet, int amount, String reference) {
        act(tenant, "wallets/" + wallet + "/credits", body(amount, reference, ",\"kind\":\"purchase\""))
                .statusCode(200);
    }

    private static void spend(TenantId tenant, String wallet, int amount, String reference) {
        act(tenant, "wallets/" + wallet + "/spendings", body(amount, reference, ""))
                .statusCode(200);
    }

    private static String body(int amount, String reference, String more) {
        return "{\"amount_minor\":" + amount + ",\"reference\":\"" + reference + "\"" + more + "}";
    }

    private static ValidatableResponse act(TenantId tenant, String path, String body) {
        return Calls.send(tenant, "POST", path, body);
    }
}
