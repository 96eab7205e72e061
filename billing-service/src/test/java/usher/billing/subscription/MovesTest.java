package usher.billing.subscription;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.billing.Waiting;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class MovesTest {
    @Inject
    Tenants tenants;

    @Test
    void letsATenantChangeItsPlanAtOnce() {
        var tenant = tenants.in("Asia/Jerusalem");
        var other = tenants.in("UTC");

        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"starter\",\"seats\":5}")
                .statusCode(200)
                .body("plan", equalTo("starter"))
                .body("seats", equalTo(5))
                .body("status", equalTo("active"))
                .body("warnings", empty())
                .body("limits.find { it.metric == 'messages' }.amount", equalTo(50_000));

        Calls.get(other, "subscription").body("plan", equalTo("free"));
        Calls.get(tenant, "subscription/changes")
                .body("data.plan", equalTo(List.of("starter", "free")))
                .body("data.scheduled", equalTo(List.of(false, false)));
        Calls.get(other, "subscription/changes").body("data.plan", equalTo(List.of("free")));
    }

    @Test
    void carriesScheduledChangesOutWhenTheirTimeComes() {
        // Given
        var tenant = tenants.in("UTC");
        var soon = Instant.now().plusSeconds(3);

        // When
        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"pro\",\"when\":\"" + soon + "\"}")
                .statusCode(200)
                .body("plan", equalTo("free"))
                .body("next_change_at", notNullValue());
        Waiting.until(
                "the change is in force",
                () -> "pro".equals(Calls.get(tenant, "subscription").extract().path("plan")));

        // Then
        Calls.get(tenant, "subscription").body("next_change_at", nullValue());
    }

    @Test
    void takesScheduledChangesBack() {
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"pro\",\"when\":\"period_end\"}")
                .statusCode(200);
        String change = Calls.get(tenant, "subscription/changes").extract().path("data[0].id");

        Calls.own(other, "DELETE", "subscription/changes/" + change, "").statusCode(404);
        Calls.own(tenant, "DELETE", "subscription/changes/" + change, "").statusCode(204);
        Calls.own(tenant, "DELETE", "subscription/changes/" + change, "").statusCode(404);

        Calls.get(tenant, "subscription").body("next_change_at", nullValue());
        Calls.get(tenant, "subscription/changes").body("data[0].withdrawn_at", notNullValue());
    }

    @Test
    void givesOneTrialToEachTenant() {
        var tenant = tenants.in("UTC");

        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"starter\",\"trial\":true}")
                .statusCode(200)
                .body("status", equalTo("trial"))
                .body("next_change_at", notNullValue());

        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"pro\",\"trial\":true}")
                .statusCode(409)
                .body("code", equalTo("trial-unavailable"));
        Calls.get(tenant, "subscription").body("plan", equalTo("starter"));
    }

    @Test
    void allowsNothingWhileItRestsAndAllAgainWhenItGoesOn() {
        var tenant = tenants.in("UTC");
        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"starter\"}")
                .statusCode(200);

        Calls.own(tenant, "PUT", "subscription/state", "{\"state\":\"paused\"}")
                .body("status", equalTo("paused"))
                .body("limits.amount", equalTo(List.of(0, 0)));
        Calls.own(tenant, "PUT", "subscription/state", "{\"state\":\"active\"}")
                .body("status", equalTo("active"))
                .body("plan", equalTo("starter"))
                .body("limits.amount", equalTo(List.of(50_000, 300)));
        Calls.own(tenant, "PUT", "subscription/state", "{\"state\":\"cancelled\",\"when\":\"period_end\"}")
                .body("status", equalTo("active"))
                .body("next_change_at", notNullValue());
    }

    @Test
    void warnsWhenMoreIsUsedThanTheNewPlanAllows() {
        var tenant = tenants.in("UTC");
        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"pro\"}").statusCode(200);
        Calls.send(
                        tenant,
                        "POST",
                        "events",
                        "[{\"specversion\":\"1.0\",\"id\":\"w1\",\"source\":\"test\",\"type\":\"messages\",\"data\":{\"quantity\":1500}}]")
                .statusCode(200);

        Calls.own(tenant, "POST", "subscription/changes/preview", "{\"plan\":\"free\"}")
                .statusCode(200)
                .body("warnings.metric", equalTo(List.of("messages")))
                .body("warnings[0].limit", equalTo(1000))
                .body("warnings[0].used", equalTo(1500));
        Calls.get(tenant, "subscription").body("plan", equalTo("pro")).body("warnings", empty());
        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"free\"}")
                .body("warnings.used", equalTo(List.of(1500)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"plan\":\"starter\",\"when\":\"yesterday\"}",
                "{\"plan\":\"starter\",\"when\":\"2020-01-01T00:00:00Z\"}",
                "{\"plan\":\"starter\",\"when\":\"2999-01-01T00:00:00Z\"}",
                "{\"plan\":\"starter\",\"seats\":0}",
                "{\"plan\":\"custom\"}",
                "{\"plan\":\"nothing\"}",
                "{}",
            })
    void refusesWhatIsNoChange(String body) {
        var tenant = tenants.in("UTC");

        Calls.own(tenant, "POST", "subscription/changes", body).statusCode(400);

        assertEquals("free", Calls.get(tenant, "subscription").extract().path("plan"));
    }
}
