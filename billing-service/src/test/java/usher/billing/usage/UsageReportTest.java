package usher.billing.usage;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.billing.Tenants;
import usher.contracts.event.Event;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class UsageReportTest {
    @Inject
    Tenants tenants;

    @Inject
    Ledger ledger;

    @Inject
    InstantSource clock;

    @Test
    void cutsMonthsWhereTheClocksOfJerusalemDo() {
        var tenant = tenants.in("Asia/Jerusalem");
        record(turnAt(tenant, "2026-02-28T21:59:59.999Z"), turnAt(tenant, "2026-02-28T22:00:00Z"));
        record(turnAt(tenant, "2026-03-31T20:59:59Z"), turnAt(tenant, "2026-03-31T21:00:00Z"));

        assertEquals(1, messages(tenant, "2026-02"));
        assertEquals(2, messages(tenant, "2026-03"));
        assertEquals(1, messages(tenant, "2026-04"));
        assertEquals(Map.of("2026-03-01", 1, "2026-03-31", 1), messagesByDay(tenant, "2026-03"));
    }

    @Test
    void cutsMonthsWhereTheClocksOfKolkataDo() {
        var tenant = tenants.in("Asia/Kolkata");
        record(turnAt(tenant, "2026-02-28T18:29:59.999Z"), turnAt(tenant, "2026-02-28T18:30:00Z"));
        record(turnAt(tenant, "2026-03-15T18:29:00Z"), turnAt(tenant, "2026-03-15T18:31:00Z"));

        assertEquals(1, messages(tenant, "2026-02"));
        assertEquals(3, messages(tenant, "2026-03"));
        assertEquals(Map.of("2026-03-01", 1, "2026-03-15", 1, "2026-03-16", 1), messagesByDay(tenant, "2026-03"));
    }

    @Test
    void countsInUtcWhereTheZoneIsNotKnown() {
        var tenant = tenants.in("Mars/Olympus_Mons");
        record(turnAt(tenant, "2026-02-28T23:59:59Z"), turnAt(tenant, "2026-03-01T00:00:00Z"));

        assertEquals(1, messages(tenant, "2026-03"));
    }

    @Test
    void addsUpByMetricModelAndDay() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var day = Instant.parse("2026-03-05T10:00:00Z");

        // When
        record(
                Usage.turn(tenant, day, "gpt-4o", 100, 10, 250),
                Usage.turn(tenant, day.plusSeconds(60), "gpt-4o", 200, 20, 500),
                Usage.turn(tenant, day.plusSeconds(86_400), "local", 50, 5, 0),
                Usage.event(
                        tenant, day, List.of(new UsageLine("tool.calls", 1, 7)), Map.of("tool", "get_order_status")),
                Usage.turn(other, day, "gpt-4o", 9_999, 9, 9_999));

        // Then
        var report = Usage.report(tenant, "2026-03");
        assertEquals("USD", report.getString("currency"));
        assertEquals(
                List.of("messages", "tokens.input", "tokens.output", "tool.calls"), report.getList("metrics.metric"));
        assertEquals(List.of(3, 350, 35, 1), report.getList("metrics.quantity"));
        assertEquals(List.of(0, 750, 1500, 7), report.getList("metrics.cost_micros"));
        assertEquals(Arrays.asList(1000, null, null, null), report.getList("metrics.limit"));
        assertEquals(2257, report.getLong("cost_micros"));
        assertEquals(
                300, report.getInt("by_model.find { it.model == 'gpt-4o' && it.metric == 'tokens.input' }.quantity"));
        assertEquals("openai", report.getString("by_model.find { it.model == 'local' }.provider"));
        assertEquals(6, report.getList("by_model").size());
        assertEquals(2, report.getInt("daily.find { it.date == '2026-03-05' }.messages"));
        assertEquals(330, report.getInt("daily.find { it.date == '2026-03-05' }.tokens"));
        assertEquals(2257, report.getInt("daily.find { it.date == '2026-03-05' }.cost_micros"));
        assertEquals(55, report.getInt("daily.find { it.date == '2026-03-06' }.tokens"));
        assertEquals(31, report.getList("daily").size());
    }

    @Test
    void showsTheRunningMonthUpToTodayEvenWhenNothingWasUsed() {
        var tenant = tenants.in("Pacific/Auckland");

        var report = Usage.report(tenant, null);

        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Pacific/Auckland"));
        assertEquals(today.toString().substring(0, 7), report.getString("month"));
        assertEquals(today.toString(), report.getString("daily[-1].date"));
        assertEquals(List.of("messages"), report.getList("metrics.metric"));
        assertEquals(0, report.getInt("metrics[0].quantity"));
        assertEquals(1000, report.getInt("metrics[0].limit"));
        assertEquals(List.of(), report.getList("by_model"));
    }

    @Test
    void showsTheLimitInForce() {
        var tenant = tenants.in("UTC");
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body("{\"plan\":\"custom\",\"limits\":{\"messages\":null}}")
                .put("/api/v1/billing/subscription?tenant=" + tenant)
                .then()
                .statusCode(200);

        assertNull(Usage.report(tenant, null).get("metrics[0].limit"));
    }

    @Test
    void listsTheLedgerInPagesNewestFirst() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var first = turnAt(tenant, "2026-03-05T10:00:00Z");
        var second = turnAt(tenant, "2026-03-05T10:00:01Z");
        record(first, turnAt(other, "2026-03-05T10:00:00Z"), second);

        // When
        var pages = Usage.entries(tenant, 2);

        // Then
        assertEquals(Usage.entries(tenant, 100), pages);
        assertEquals(6, pages.stream().map(entry -> entry.get("id")).distinct().count());
        assertEquals(second.id().toString(), pages.getFirst().get("event"));
        assertEquals(first.id().toString(), pages.getLast().get("event"));
        assertEquals("2026-03-05T10:00:01Z", pages.getFirst().get("occurred_at"));
        assertEquals(Usage.CHAT, pages.getFirst().get("source"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "current?month=2026",
                "current?month=2026-13",
                "current?month=2026-3",
                "current?month=%2B999999999-01",
                "current?month=0000-01",
                "current?month=%00",
                "events?limit=0",
                "events?limit=101",
                "events?starting_after=x",
                "events?starting_after=evt_00000000000000000000000000",
                "events?starting_after=evt_00000000000000000000000000:99999:a",
                "events?starting_after=evt_00000000000000000000000000:0:%00"
            })
    void refusesWhatIsNoQuestion(String question) {
        given().auth()
                .oauth2(TestTokens.member(Role.ANALYST, tenants.in("UTC")))
                .urlEncodingEnabled(false)
                .get("/api/v1/billing/usage/" + question)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400));
    }

    @SafeVarargs
    private void record(Event<UsageRecorded>... events) {
        ledger.append(List.of(events)).await().indefinitely();
    }

    private static Event<UsageRecorded> turnAt(TenantId tenant, String time) {
        return Usage.turn(tenant, Instant.parse(time));
    }

    private static long messages(TenantId tenant, String month) {
        return Usage.quantity(Usage.report(tenant, month), "messages");
    }

    private static Map<String, Integer> messagesByDay(TenantId tenant, String month) {
        List<Map<String, Object>> days = Usage.report(tenant, month).getList("daily.findAll { it.messages > 0 }");
        return days.stream().collect(Collectors.toMap(day -> String.valueOf(day.get("date")), day ->
                (Integer) day.get("messages")));
    }
}
