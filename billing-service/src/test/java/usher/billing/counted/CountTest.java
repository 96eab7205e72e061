package usher.billing.counted;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static usher.billing.PublishedPlans.choose;
import static usher.billing.PublishedPlans.limit;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Kafka;
import usher.billing.PublishedPlans;
import usher.billing.Tenants;
import usher.billing.Waiting;
import usher.contracts.event.Branding;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantStatus;
import usher.contracts.event.ToolsChanged;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class CountTest {
    @Inject
    Tenants tenants;

    @Inject
    Kafka kafka;

    @Inject
    Events events;

    @Inject
    Counts counts;

    @Test
    void ofToolsAndMembersStandBesideTheirLimits() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var plan = PublishedPlans.with(
                limit("tools", 10, "month", true),
                limit("integrations", 10, "month", true),
                limit("seats", 10, "month", true));
        var smaller = PublishedPlans.with(
                limit("tools", 2, "month", true),
                limit("integrations", 1, "month", false),
                limit("seats", 3, "month", true));
        choose(tenant, plan);
        choose(other, plan);

        // When
        kafka.send(events.of(tenant, tools(tenant, 7, Map.of("tools", 3L, "integrations", 2L))));
        kafka.send(events.of(tenant, members(tenant, 2, 4)));
        Waiting.until("all are counted", () -> of(tenant).size() == 3);

        // Then
        var used = Calls.json(Calls.get(tenant, "usage/current"));
        assertEquals(List.of("integrations", "seats", "tools"), used.getList("metrics.metric"));
        assertEquals(List.of(2, 4, 3), used.getList("metrics.quantity"));
        Calls.get(other, "usage/current").body("metrics.quantity", equalTo(List.of(0, 0, 0)));
        Calls.send(tenant, "POST", "subscription/changes/preview", "{\"plan\":\"" + smaller + "\"}")
                .statusCode(200)
                .body("warnings.metric.sort()", equalTo(List.of("integrations", "seats", "tools")))
                .body("warnings.find { it.metric == 'seats' }.used", equalTo(4))
                .body("warnings.find { it.metric == 'integrations' }.hard", equalTo(false));
        Calls.send(other, "POST", "subscription/changes/preview", "{\"plan\":\"" + smaller + "\"}")
                .body("warnings", equalTo(List.of()));
        Calls.get(tenant, "subscription").body("warnings", equalTo(List.of()));
    }

    @Test
    void followTheNewestSnapshotAlone() {
        var tenant = tenants.in("UTC");
        kafka.send(events.of(tenant, tools(tenant, 5, Map.of("tools", 5L))));
        kafka.send(events.of(tenant, tools(tenant, 4, Map.of("tools", 4L))));
        kafka.send(events.of(tenant, tools(tenant, 6, Map.of())));

        kafka.send(events.of(tenant, tools(tenant, 7, Map.of("integrations", 1L))));

        Waiting.until("the last is counted", () -> of(tenant).containsKey("integrations"));
        assertEquals(Map.of("tools", 5L, "integrations", 1L), of(tenant));
    }

    private Map<String, Long> of(TenantId tenant) {
        return counts.of(tenant).await().atMost(Duration.ofSeconds(10));
    }

    private static ToolsChanged tools(TenantId tenant, long version, Map<String, Long> counts) {
        return new ToolsChanged(tenant, version, List.of(), List.of(), counts);
    }

    private static TenantChanged members(TenantId tenant, long version, int members) {
        var branding = new Branding("Acme", "#0055aa", "Hello", "right", List.of());
        return new TenantChanged(
                tenant,
                version,
                "Acme",
                TenantStatus.ACTIVE,
                List.of(),
                List.of(),
                branding,
                "en",
                "UTC",
                null,
                List.of(),
                members);
    }
}
