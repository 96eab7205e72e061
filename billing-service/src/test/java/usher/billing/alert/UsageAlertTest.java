package usher.billing.alert;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.billing.alert.AlertCalls.limit;
import static usher.billing.alert.AlertCalls.raised;
import static usher.billing.alert.AlertCalls.set;
import static usher.billing.alert.AlertCalls.use;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Kafka;
import usher.billing.Notices;
import usher.billing.Tenants;
import usher.billing.Waiting;
import usher.contracts.event.Event;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.time.Ids;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class UsageAlertTest {
    @Inject
    Tenants tenants;

    @Inject
    Notices notices;

    @Inject
    Sweep sweep;

    @Inject
    Kafka kafka;

    @Inject
    Ids ids;

    @Inject
    InstantSource clock;

    @Test
    void tellsOfEightyAndHundredPerCentOfEachLimitOnce() {
        // Given
        var tenant = tenants.in("Asia/Jerusalem");
        var other = tenants.in("Asia/Jerusalem");
        limit(tenant, 10);
        use(tenant, "messages", 7);

        // When
        use(tenant, "messages", 1);
        notices.await(tenant, 1);
        use(tenant, "messages", 1);
        use(tenant, "messages", 3);

        // Then
        var told = notices.await(tenant, 2);
        look();
        assertEquals(List.of("usage.threshold_reached", "usage.exceeded"), notices.names(tenant));
        assertEquals(Integer.valueOf(8), told.getFirst().facts().get("used"));
        assertEquals(Integer.valueOf(10), told.getFirst().facts().get("limit"));
        assertEquals(Integer.valueOf(80), told.getFirst().facts().get("percent"));
        var mail = told.getFirst().mail();
        assertTrue(
                mail != null && mail.text().startsWith("You have used 8 of 10 messages this month (80 %)."), mail + "");
        raised(tenant).body("data.threshold", equalTo(List.of(100, 80))).body("data[0].alert", equalTo(null));
        Calls.get(tenant, "alerts/raised?limit=1")
                .body("data.threshold", equalTo(List.of(100)), "has_more", equalTo(true));
        var cursor = Calls.json(Calls.get(tenant, "alerts/raised?limit=1")).getString("next_cursor");
        Calls.get(tenant, "alerts/raised?limit=1&starting_after=" + cursor)
                .body("data.threshold", equalTo(List.of(80)), "has_more", equalTo(false));
        raised(other).body("data", equalTo(List.of()));
        assertEquals(List.of(), notices.of(other));
    }

    @Test
    void writesToTheTenantsPeopleInTheirLanguage() {
        var tenant = tenants.hebrew();
        limit(tenant, 10);

        use(tenant, "messages", 8);

        var mail = notices.await(tenant, 1).getFirst().mail();
        assertTrue(mail != null && mail.text().startsWith("השתמשתם ב־8 מתוך 10 הודעות החודש (80%)."), mail + "");
    }

    @Test
    void tellsOfTheHigherOneAloneWhenBothArePassedAtOnce() {
        var tenant = tenants.in("UTC");
        limit(tenant, 10);

        use(tenant, "messages", 12);

        notices.await(tenant, 1);
        look();
        assertEquals(List.of("usage.exceeded"), notices.names(tenant));
    }

    @Test
    void isSilentAboutUsageThatIsTakenBackAndComesAgain() {
        var tenant = tenants.in("UTC");
        limit(tenant, 10);
        use(tenant, "messages", 8);
        notices.await(tenant, 1);

        use(tenant, "messages", -3);
        use(tenant, "messages", 4);

        look();
        assertEquals(List.of("usage.threshold_reached"), notices.names(tenant));
    }

    @Test
    void watchesAnotherLimitAnew() {
        // Given
        var tenant = tenants.in("UTC");
        limit(tenant, 10);
        use(tenant, "messages", 8);
        notices.await(tenant, 1);

        // When
        limit(tenant, 20);
        use(tenant, "messages", 8);
        notices.await(tenant, 2);
        limit(tenant, 10);

        // Then
        notices.await(tenant, 3);
        look();
        assertEquals(
                List.of("usage.threshold_reached", "usage.threshold_reached", "usage.exceeded"), notices.names(tenant));
        assertEquals(
                List.of(10, 20, 10),
                notices.of(tenant).stream()
                        .map(told -> told.facts().get("limit"))
                        .toList());
    }

    @Test
    void findsUsageThatCameLateAndAllThatAProcessForgot() {
        var tenant = tenants.in("UTC");
        limit(tenant, 10);
        use(tenant, "messages", 2);
        look();
        var earlier = clock.instant().atZone(ZoneOffset.UTC).withDayOfMonth(1).toInstant();

        use(tenant, "messages", 6, 0, earlier.isBefore(clock.instant()) ? earlier : clock.instant());

        assertEquals(8, notices.await(tenant, 1).getFirst().facts().get("used"));
        look();
        look();
        raised(tenant).body("data.used", equalTo(List.of(8)));
    }

    @Test
    void countsByTheMonthsOfTheTenantsClocks() {
        // Given
        var tenant = tenants.in("Asia/Jerusalem");
        limit(tenant, 10);
        send(tenant, Instant.parse("2027-01-31T21:30:00Z"), 9);
        send(tenant, Instant.parse("2027-01-31T22:30:00Z"), 10);
        Calls.get(tenant, "usage/events").statusCode(200);
        Waiting.until(
                "the ledger has both",
                () -> Calls.json(Calls.get(tenant, "usage/events"))
                                .getList("data")
                                .size()
                        == 2);

        // When
        look(Instant.parse("2027-01-31T21:45:00Z"));
        look(Instant.parse("2027-01-31T21:59:00Z"));
        look(Instant.parse("2027-01-31T22:45:00Z"));

        // Then
        var told = notices.await(tenant, 2);
        assertEquals(
                List.of("2027-01", "2027-02"),
                told.stream().map(each -> each.facts().get("within")).toList());
        assertEquals("2027-01-31T22:00:00Z", told.getFirst().facts().get("resets_at"));
        assertEquals(
                List.of(9, 10),
                told.stream().map(each -> each.facts().get("used")).toList());
    }

    @Test
    void tellsOfATenantsOwnThresholds() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        limit(tenant, 1_000);
        var half = set(tenant, "{\"kind\":\"usage\",\"metric\":\"messages\",\"unit\":\"percent\",\"threshold\":50}");
        var tokens = set(tenant, "{\"kind\":\"usage\",\"metric\":\"tokens\",\"threshold\":500,\"period\":\"day\"}");
        var cost = set(tenant, "{\"kind\":\"cost\",\"threshold\":2000000}");
        set(tenant, "{\"kind\":\"cost\",\"threshold\":1000000,\"enabled\":false}");

        // When
        use(tenant, "messages", 500);
        use(tenant, "tokens.input", 300);
        use(tenant, "tokens.output", 199);
        notices.await(tenant, 1);
        use(tenant, "tokens.output", 1);
        notices.await(tenant, 2);
        use(tenant, "calls", 1, 2_000_000, clock.instant());

        // Then
        var told = notices.await(tenant, 3);
        look();
        assertEquals(
                List.of(half, tokens, cost),
                told.stream().map(each -> each.facts().get("alert")).toList());
        assertEquals("cost.threshold_reached", told.get(2).name());
        assertEquals(3, notices.of(tenant).size());
        assertEquals(List.of(), notices.of(other));
    }

    private void send(TenantId tenant, Instant time, long quantity) {
        var data = new UsageRecorded(List.of(new UsageLine("messages", quantity, 0)), Map.of());
        kafka.send(new Event<>(new EventId(ids.next()), "usher/chat-service", data.type(), tenant, time, data));
    }

    private void look() {
        look(clock.instant());
    }

    private void look(Instant now) {
        sweep.everybody(Instant.EPOCH, now).await().atMost(Duration.ofSeconds(30));
    }
}
