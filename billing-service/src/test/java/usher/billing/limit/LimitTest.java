package usher.billing.limit;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static usher.billing.PublishedPlans.choose;
import static usher.billing.PublishedPlans.limit;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.PublishedPlans;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class LimitTest {
    @Inject
    Tenants tenants;

    @Test
    void saysWhatIsLeftOfAnyMetricAtOnce() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var plan = PublishedPlans.with(
                limit("parcels", 10, "month", true),
                limit("letters", 2, "day", false),
                limit("requests", 60, "minute", true));
        choose(tenant, plan);
        choose(other, plan);

        // When
        report(tenant, "parcels", 7).body("recorded", equalTo(1)).body("reached", equalTo(List.of()));
        report(tenant, "letters", 3)
                .body("reached.metric", equalTo(List.of("letters")))
                .body("reached[0].kind", equalTo("soft"))
                .body("reached[0].allowed", equalTo(true));

        // Then
        Calls.get(tenant, "limits?metric=parcels")
                .statusCode(200)
                .body("limits.size()", equalTo(1))
                .body("limits[0].kind", equalTo("hard"))
                .body("limits[0].limit", equalTo(10))
                .body("limits[0].used", equalTo(7))
                .body("limits[0].remaining", equalTo(3))
                .body("limits[0].resets_at", notNullValue())
                .body("limits[0].allowed", equalTo(true));
        report(tenant, "parcels", 3)
                .body("reached.metric", equalTo(List.of("parcels")))
                .body("reached[0].allowed", equalTo(false));
        Calls.get(tenant, "limits")
                .body("limits.size()", equalTo(3))
                .body("limits.find { it.metric == 'requests' }.used", nullValue())
                .body("limits.find { it.metric == 'requests' }.allowed", equalTo(true))
                .body("limits.find { it.metric == 'letters' }.remaining", equalTo(0));
        Calls.get(other, "limits?metric=parcels").body("limits[0].used", equalTo(0));
    }

    @Test
    void isUnlimitedWhereThePlanNamesNone() {
        var tenant = tenants.in("UTC");
        report(tenant, "parcels", 7).body("reached", equalTo(List.of()));

        Calls.get(tenant, "limits?metric=parcels")
                .body("limits[0].limit", nullValue())
                .body("limits[0].used", equalTo(7))
                .body("limits[0].allowed", equalTo(true));
        Calls.get(tenants.unknown(), "limits").statusCode(404);
        Calls.get(tenant, "limits?metric=" + "x".repeat(101)).statusCode(400);
    }

    private static ValidatableResponse report(TenantId tenant, String metric, long quantity) {
        var event =
                "[{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"acme\",\"type\":\"%s\",\"data\":{\"quantity\":%d}}]"
                        .formatted(UUID.randomUUID(), metric, quantity);
        return Calls.send(tenant, "POST", "events", event).statusCode(200);
    }
}
