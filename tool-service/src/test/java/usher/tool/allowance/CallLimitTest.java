package usher.tool.allowance;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Event;
import usher.contracts.event.Exhausted;
import usher.contracts.event.Limit;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.ToolServer;
import usher.tool.Tools;
import usher.tool.Topics;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class CallLimitTest {
    private static final ToolServer SHOP = new ToolServer();

    @Inject
    EntitlementConsumer entitlements;

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void refusesCallsWhileTheyAreUsedUpAndMetersNone() {
        // Given
        var tenant = Tools.tenant();
        var other = Tools.tenant();
        var path = "/" + Tools.newName();
        var url = SHOP.answer(path, 200, "{}");
        var call = Tools.callOfPlainTool(tenant, url, 5_000);
        var change = Tools.callOfChangingTool(tenant, url, 5_000);
        var theirs = Tools.callOfPlainTool(other, url, 5_000);
        Tools.invoke(tenant, call).statusCode(200);

        // When
        plan(tenant, 2, List.of(), usedUp("tool.calls", Instant.now().plus(1, ChronoUnit.DAYS)));

        // Then
        Tools.invoke(tenant, Tools.again(call))
                .statusCode(402)
                .body("code", equalTo("plan-limit-exceeded"))
                .body("metric", equalTo("tool.calls"))
                .body("resets_at", notNullValue());
        Tools.invoke(tenant, change).statusCode(402);
        Tools.invoke(tenant, call).statusCode(200).body("state", equalTo("succeeded"));
        Tools.invoke(other, theirs).statusCode(200).body("state", equalTo("succeeded"));
        plan(tenant, 3, List.of());
        Tools.invoke(tenant, change).statusCode(200).body("state", equalTo("succeeded"));
        assertEquals(
                2,
                Topics.until(Topic.USAGE, tenant, UsageRecorded.class, told -> told.size() >= 2)
                        .size());
    }

    @Test
    void letsCallsPassWhenThePeriodIsOverAndWhenOtherThingsAreUsedUp() {
        var tenant = Tools.tenant();
        var call = Tools.callOfPlainTool(tenant, SHOP.answer("/" + Tools.newName(), 200, "{}"), 5_000);

        plan(
                tenant,
                2,
                List.of(),
                usedUp("tool.calls", Instant.now().minusSeconds(1)),
                usedUp("tokens.input", Instant.now().plusSeconds(60)));

        Tools.invoke(tenant, call).statusCode(200);
    }

    @Test
    void refusesAtOnceWhereThePlanHasNoCalls() {
        var tenant = Tools.tenant();
        var call = Tools.callOfPlainTool(tenant, SHOP.answer("/" + Tools.newName(), 200, "{}"), 5_000);

        plan(tenant, 2, List.of(new Limit("tool.calls", 0L, Limit.Period.MONTH, true)));

        Tools.invoke(tenant, call).statusCode(402);
    }

    private static Exhausted usedUp(String metric, Instant until) {
        return new Exhausted(metric, Limit.Period.MONTH, 1, 1, until);
    }

    private void plan(TenantId tenant, long version, List<Limit> limits, Exhausted... exhausted) {
        var data = new EntitlementsChanged(
                tenant, version, "custom", limits, "standard-1", Map.of(), null, List.of(exhausted));
        var event = new Event<>(
                new EventId(UUID.randomUUID()), "usher/billing-service", data.type(), tenant, Instant.now(), data);
        entitlements.store(List.of(event)).await().atMost(Duration.ofSeconds(10));
    }
}
