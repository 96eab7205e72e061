package usher.chat.mcp;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static usher.chat.mcp.Speaking.call;
import static usher.chat.mcp.Speaking.none;
import static usher.chat.mcp.Speaking.params;
import static usher.chat.mcp.Speaking.sendAlone;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Told;
import usher.chat.limit.TestEntitlements;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;

/** Other agents are told what the tenant has used this month, in both eras of the protocol. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class UsageSummaryTest {
    private static final String USED = "result.structuredContent.";

    @Test
    void tellsWhatTheTenantUsedBesideWhatItMay() {
        // Given
        var tenant = tenant();
        var other = tenant();
        var told = Told.at(Instant.now().minusSeconds(10), tenant.id(), Told.somebody());
        told.turn("One?", "One.", null);
        told.turn("Two?", "Two.", null);

        // When
        var summary = summary(tenant);

        // Then
        var month = YearMonth.now(ZoneOffset.UTC);
        summary.body("result.isError", nullValue())
                .body(USED + "period.month", equalTo(month.toString()))
                .body(USED + "period.from", equalTo(month.atDay(1) + "T00:00:00Z"))
                .body(USED + "period.to", equalTo(month.plusMonths(1).atDay(1) + "T00:00:00Z"))
                .body(USED + "period.time_zone", equalTo("UTC"))
                .body(USED + "messages", equalTo(2))
                .body(USED + "conversations", equalTo(1))
                .body(USED + "tokens", equalTo(Map.of("input", 20, "cached", 0, "output", 10, "reasoning", 0)))
                .body(USED + "tool_calls", equalTo(0))
                .body(USED + "cost_micro_usd", equalTo(14))
                .body(USED + "plan", equalTo("custom"))
                .body(limit("messages") + ".amount", equalTo(100))
                .body(limit("messages") + ".used", equalTo(2))
                .body(limit("messages") + ".period", equalTo("month"))
                .body(limit("messages") + ".hard", equalTo(true))
                .body(limit("tokens") + ".used", equalTo(30))
                .body(limit("tokens") + ".period", equalTo("day"))
                .body(limit("tokens") + ".amount", nullValue())
                .body(limit("requests") + ".used", nullValue())
                .body(limit("tool.calls") + ".used", nullValue())
                .body("result.content[0].text", containsString("2 messages in 1 conversations"));
        summary(other).body(USED + "messages", equalTo(0)).body(USED + "cost_micro_usd", equalTo(0));
    }

    @Test
    void isToldToRequestsThatStandForThemselvesAndBeforeThePlanIsKnown() {
        var tenant = tenant();
        var unknown = TestTenants.active();

        sendAlone(tenant, "tools/call", "usage_summary", params("usage_summary", Map.of()))
                .statusCode(200)
                .body("result.resultType", equalTo("complete"))
                .body(USED + "messages", equalTo(0));
        sendAlone(unknown, "tools/call", "usage_summary", none().put("name", "usage_summary"))
                .statusCode(200)
                .body("result._meta.'usher/problem'.code", equalTo("tenant-not-ready"));
    }

    @Test
    void takesNoArguments() {
        call(tenant(), "usage_summary", Map.of("month", "2026-01"))
                .body("result._meta.'usher/problem'.code", equalTo("argument-unknown"));
    }

    @Test
    void isToldWhenThePlanIsUsedUp() {
        var tenant = TestTenants.active();
        TestEntitlements.announce(1, tenant.id(), 0L, 60L);

        summary(tenant).body("result.isError", nullValue()).body(limit("messages") + ".amount", equalTo(0));
    }

    private static ValidatableResponse summary(TestTenant tenant) {
        return call(tenant, "usage_summary", Map.of()).statusCode(200);
    }

    private static String limit(String metric) {
        return USED + "limits.find { it.metric == '" + metric + "' }";
    }

    private static TestTenant tenant() {
        var tenant = TestTenants.active();
        TestEntitlements.announce(
                1,
                tenant.id(),
                new Limit(Metric.MESSAGES, 100L, Period.MONTH, true),
                new Limit("tokens", null, Period.DAY, false),
                new Limit(Metric.TOOL_CALLS, 10L, Period.MONTH, false),
                new Limit(Metric.REQUESTS, 60L, Period.MINUTE, true));
        return tenant;
    }
}
