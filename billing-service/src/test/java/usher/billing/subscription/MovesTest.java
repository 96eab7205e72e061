package usher.billing.subscription;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.billing.Calls;
import usher.billing.Notices;
import usher.billing.Tenants;
import usher.billing.Waiting;
import usher.contracts.event.NoticeRaised;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class MovesTest {
    @Inject
    Tenants tenants;

    @Inject
    Notices notices;

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

    @Test
    void saysWhatAChangeWillCost() {
        // Given
        var tenant = tenants.in("UTC");
        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"starter\",\"seats\":5}")
                .statusCode(200);
        var wanted = "{\"plan\":\"pro\",\"seats\":12,\"when\":\"now\"}";

        // When
        var preview = Calls.json(Calls.own(tenant, "POST", "subscription/changes/preview", wanted)
                .statusCode(200));

        // Then
        assertEquals(List.of("USD"), preview.getList("costs.this_period.currency"));
        long was = preview.getLong("costs.this_period[0].unchanged_minor");
        long is = preview.getLong("costs.this_period[0].changed_minor");
        assertEquals(is - was, preview.getLong("costs.this_period[0].difference_minor"));
        assertEquals(19_900 + 2 * 400, preview.getInt("costs.whole_month[0].base_minor"));
        assertEquals(19_900 + 2 * 400, preview.getInt("costs.whole_month[0].total_minor"));
        Calls.get(tenant, "subscription").body("plan", equalTo("starter"));
        Calls.own(tenant, "POST", "subscription/changes", wanted).statusCode(200);
        var billed = Calls.json(Calls.get(tenant, "invoice-previews")).getLong("data[0].net_minor");
        // A second or two of the old plan has gone by since.
        assertEquals(is, billed, 2);
    }

    @Test
    void saysThatALaterChangeLeavesThisPeriodAsItIs() {
        var tenant = tenants.in("UTC");
        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"starter\"}")
                .statusCode(200);

        Calls.own(tenant, "POST", "subscription/changes/preview", "{\"plan\":\"pro\",\"when\":\"period_end\"}")
                .statusCode(200)
                .body("costs.this_period[0].difference_minor", equalTo(0))
                .body("costs.whole_month[0].total_minor", equalTo(19_900));
        Calls.own(tenant, "POST", "subscription/changes/preview", "{\"plan\":\"free\",\"when\":\"period_end\"}")
                .body("costs.whole_month", empty());
        Calls.own(tenant, "POST", "subscription/changes/preview", "{\"plan\":\"pro\",\"when\":\"yesterday\"}")
                .statusCode(400);
    }

    @Test
    void tellsOfWhatBecomesOfIt() {
        // Given
        var tenant = tenants.hebrew();
        var other = tenants.in("UTC");

        // When
        Calls.own(tenant, "POST", "subscription/changes", "{\"plan\":\"starter\",\"seats\":4}")
                .statusCode(200);
        Calls.own(tenant, "PUT", "subscription/state", "{\"state\":\"paused\"}").statusCode(200);
        Calls.own(tenant, "PUT", "subscription/state", "{\"state\":\"active\"}").statusCode(200);
        Calls.own(tenant, "PUT", "subscription/state", "{\"state\":\"cancelled\"}")
                .statusCode(200);

        // Then
        var told = notices.awaitOfSubscription(tenant, 5);
        assertEquals(
                List.of(
                        "subscription.created",
                        "subscription.updated",
                        "subscription.paused",
                        "subscription.resumed",
                        "subscription.cancelled"),
                told.stream().map(NoticeRaised::name).toList());
        assertNull(told.getFirst().mail());
        assertEquals("free", told.get(1).facts().get("previous_plan"));
        assertEquals(4, told.get(1).facts().get("seats"));
        assertEquals(
                "המנוי שלכם: Starter",
                Objects.requireNonNull(told.get(1).mail()).subject());
        assertEquals(1, notices.awaitOfSubscription(other, 1).size());
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
