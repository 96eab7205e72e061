package usher.billing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class IsolationTest {
    private static final String BILLING = "/api/v1/billing/";

    @Inject
    Tenants tenants;

    @Inject
    Pool app;

    @ParameterizedTest
    @CsvSource({
        "GET, subscription",
        "PUT, subscription",
        "GET, usage/current",
        "GET, usage/events",
        "GET, usage/history",
        "GET, usage/breakdown",
        "GET, usage/analytics",
        "GET, usage/export.csv",
        "GET, usage/daily.csv",
        "GET, limits",
        "GET, subscription/changes",
        "GET, invoices",
        "GET, invoice-previews",
        "GET, payments",
        "GET, payment-methods",
        "GET, collection",
        "GET, alerts",
        "GET, alerts/raised",
        "GET, daily-summary",
        "GET, episodes",
    })
    void showsNobodyAnotherTenant(String method, String path) {
        var own = tenants.in("UTC");
        var foreign = tenants.in("UTC");
        int refused = method.equals("PUT") ? 403 : 404;

        call(method, path, TestTokens.member(Role.ADMIN, own), foreign)
                .statusCode(refused)
                .body(not(containsString(foreign.toString())));
        call(method, path, TestTenants.active().secretKey(), foreign).statusCode(refused);
        call(method, path, TestTokens.platformAdmin(), tenants.unknown()).statusCode(404);
        call(method, path, TestTokens.platformAdmin(), null)
                .statusCode(400)
                .body("errors[0].code", equalTo("tenant-required"));
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(method.equals("PUT") ? "{\"plan\":\"custom\"}" : "")
                .request(method, BILLING + path + "?tenant=ten_nobody")
                .then()
                .statusCode(404);
        call("GET", "subscription", TestTokens.platformAdmin(), foreign).body("plan", equalTo("free"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, plans",
        "GET, subscription",
        "PUT, subscription",
        "GET, usage/current",
        "GET, usage/events",
        "GET, usage/history",
        "GET, usage/breakdown",
        "GET, usage/analytics",
        "GET, usage/export.csv",
        "GET, usage/daily.csv",
        "GET, limits",
        "GET, subscription/changes",
        "GET, invoices",
        "GET, invoices/export.csv",
        "GET, subscription/plan",
        "GET, payment-providers",
        "GET, invoice-previews",
        "GET, alerts",
        "GET, alerts/raised",
        "GET, daily-summary",
        "GET, episodes",
    })
    void takesNoOtherCredential(String method, String path) {
        var tenant = TestTenants.active();
        var visitor = new VisitorId(UUID.randomUUID());

        call(method, path, null, tenant.id()).statusCode(401);
        call(method, path, "garbage", tenant.id()).statusCode(401);
        call(method, path, "sk_unknown", tenant.id()).statusCode(401);
        call(method, path, TestTokens.visitor(tenant.id(), visitor, Map.of()), tenant.id())
                .statusCode(403);
        call(method, path, TestTokens.service("billing", tenant.id()), tenant.id())
                .statusCode(403);
        call(method, path, tenant.publishableKey(), tenant.id()).statusCode(403);
    }

    @Test
    void leavesChangesToAdministratorsOfThePlatform() {
        var tenant = tenants.in("UTC");

        call("PUT", "subscription", TestTokens.member(Role.ADMIN, tenant), tenant)
                .statusCode(403);
        call("PUT", "subscription", TestTokens.member(Role.EDITOR, null), tenant)
                .statusCode(403);
        call("PUT", "subscription", TestTokens.member(Role.ANALYST, null), tenant)
                .statusCode(403);

        call("GET", "subscription", TestTokens.member(Role.ANALYST, tenant), null)
                .body("plan", equalTo("free"));
        call("PUT", "subscription", TestTokens.platformAdmin(), tenant).statusCode(200);
    }

    @Test
    void letsATenantsServerReadItsOwnUsage() {
        var tenant = TestTenants.active();

        call("GET", "usage/current", tenant.secretKey(), null)
                .statusCode(200)
                .body("tenant", equalTo(tenant.id().toString()));
        call("GET", "usage/events", tenant.secretKey(), tenant.id()).statusCode(200);
        call("GET", "plans", tenant.secretKey(), null).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscription",
                "subscription_limit",
                "subscription_phase",
                "ledger_entry",
                "usage_rollup",
                "ledger_entry_0",
                "usage_rollup_7",
                "late_usage",
                "billing_profile",
                "invoice",
                "invoice_line",
                "charged_usage",
                "credit",
                "payment",
                "payment_refund",
                "payment_dispute",
                "payment_method",
                "payment_event",
                "payment_provider",
                "invoice_move",
                "dunning",
                "collection_choice",
                "alert",
                "alert_raised",
                "alert_sum",
                "daily_summary",
                "daily_summary_sent",
                "wallet_use",
                "visitor_offer",
                "visitor_selling",
                "play_account",
                "purchase_holder",
                "purchase",
                "purchase_event",
                "outcome_signal",
                "outcome_conversation",
                "episode",
                "episode_move"
            })
    void showsNoRowToATransactionWithoutATenant(String table) {
        tenants.in("UTC");

        var rows = app.query("select count(*) from " + table).execute().await().indefinitely();

        assertEquals(0, rows.iterator().next().getLong(0));
    }

    private static ValidatableResponse call(
            String method, String path, @Nullable String token, @Nullable TenantId tenant) {
        var request = given().header("Origin", TestTenants.ORIGIN);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (tenant != null) {
            request.queryParam("tenant", tenant.toString());
        }
        if (method.equals("PUT")) {
            request.contentType(ContentType.JSON).body("{\"plan\":\"custom\"}");
        }
        return request.request(method, BILLING + path).then();
    }
}
