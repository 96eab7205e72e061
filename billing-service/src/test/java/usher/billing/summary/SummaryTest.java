package usher.billing.summary;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Notices;
import usher.billing.Tenants;
import usher.contracts.event.NoticeRaised;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class SummaryTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String USE = """
            insert into usage_rollup (tenant_id, bucket, metric, model, provider, persona, tool, quantity, cost_micros)
            values ($1, $2, 'messages', '', '', '', '', $3, 70)""";

    @Inject
    Tenants tenants;

    @Inject
    Notices notices;

    @Inject
    Summaries summaries;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void sumsUpEachLocalDayOnceAlsoWhenTheClocksAreChanged() {
        // Given
        var tenant = tenants.in("America/New_York");
        var other = tenants.in("America/New_York");
        set(tenant, "{\"enabled\":true,\"hour\":1}");
        // The day of 25 hours, on which one o'clock comes twice.
        var change = LocalDate.of(2027, 11, 7);
        due(tenant, change.atStartOfDay(NEW_YORK).toInstant());
        use(tenant, change.minusDays(1), 3);
        use(tenant, change, 4);
        use(other, change, 5);

        // When
        for (var at = change.atStartOfDay(NEW_YORK).toInstant();
                at.isBefore(change.plusDays(3).atStartOfDay(NEW_YORK).toInstant());
                at = at.plus(Duration.ofMinutes(30))) {
            send(at);
        }

        // Then
        var told = notices.await(tenant, 2);
        assertEquals(
                List.of("2027-11-06", "2027-11-07"),
                told.stream().map(each -> each.facts().get("day")).toList());
        assertEquals(Map.of("messages", 4), told.getLast().facts().get("usage"));
        assertEquals(Map.of("messages", 7), told.getLast().facts().get("usage_of_month"));
        assertTrue(told.stream().map(NoticeRaised::name).allMatch("usage.summarized"::equals));
        assertEquals(List.of(), notices.of(other));
    }

    @Test
    void tellsOfTheDayBeforeAloneWhenItWasAwayForLong() {
        var tenant = tenants.in("UTC");
        set(tenant, "{\"enabled\":true}");
        var first = LocalDate.of(2028, 2, 1);
        due(tenant, first.atTime(8, 0).toInstant(ZoneOffset.UTC));
        first.minusDays(1).datesUntil(first.plusDays(5)).forEach(day -> use(tenant, day, 1));

        send(first.plusDays(4).atTime(9, 0).toInstant(ZoneOffset.UTC));
        send(first.plusDays(4).atTime(9, 1).toInstant(ZoneOffset.UTC));

        var told = notices.await(tenant, 1);
        assertEquals(
                List.of("2028-02-04"),
                told.stream().map(each -> each.facts().get("day")).toList());
    }

    @Test
    void doesNotCountTheFirstDayOfAMonthTwice() {
        var tenant = tenants.in("UTC");
        set(tenant, "{\"enabled\":true,\"hour\":0}");
        var first = LocalDate.of(2028, 5, 1);
        due(tenant, first.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        use(tenant, first, 6);

        send(first.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));

        assertEquals(
                Map.of("messages", 6),
                notices.await(tenant, 1).getFirst().facts().get("usage_of_month"));
    }

    @Test
    void keepsTheSetting() {
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");

        set(tenant, "{\"enabled\":true,\"hour\":17}");

        Calls.own(tenant, "GET", "daily-summary", "").body("enabled", equalTo(true), "hour", equalTo(17));
        Calls.own(other, "GET", "daily-summary", "").body("enabled", equalTo(false), "hour", equalTo(8));
        Calls.own(tenant, "PUT", "daily-summary", "{\"enabled\":true,\"hour\":24}")
                .statusCode(400);
        Calls.own(tenant, "PUT", "daily-summary", "{}").statusCode(400);
        Calls.as(TestTokens.member(Role.EDITOR, tenant), tenant, "PUT", "daily-summary", "{\"enabled\":false}")
                .statusCode(403);
    }

    private static void set(TenantId tenant, String body) {
        Calls.own(tenant, "PUT", "daily-summary", body).statusCode(200);
    }

    private void due(TenantId tenant, Instant at) {
        run(
                "update daily_summary set next_at = $2 where tenant_id = $1",
                Tuple.of(tenant.value(), at.atOffset(ZoneOffset.UTC)));
    }

    private void use(TenantId tenant, LocalDate day, long messages) {
        run(USE, Tuple.of(tenant.value(), day.atTime(12, 0).atOffset(ZoneOffset.UTC), messages));
    }

    private void send(Instant now) {
        summaries.send(now).await().atMost(Duration.ofSeconds(20));
    }

    private void run(String sql, Tuple arguments) {
        jobs.preparedQuery(sql).execute(arguments).await().atMost(Duration.ofSeconds(5));
    }
}
