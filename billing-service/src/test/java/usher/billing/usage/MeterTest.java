package usher.billing.usage;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class MeterTest {
    @Inject
    Tenants tenants;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void recordsAnEventOnceHoweverOftenItIsSent() {
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var batch = "[" + event("a", "mails", 3, "") + "," + event("b", "mails", 4, "") + ","
                + event("a", "mails", 3, "") + "]";

        send(tenant, batch).statusCode(200).body("recorded", equalTo(2)).body("known", equalTo(1));
        send(tenant, batch).body("recorded", equalTo(0)).body("known", equalTo(3));
        send(other, "[" + event("a", "mails", 100, "") + "]").body("recorded", equalTo(1));

        assertEquals(7, Usage.quantity(Usage.report(tenant, null), "mails"));
        assertEquals(100, Usage.quantity(Usage.report(other, null), "mails"));
    }

    @Test
    void correctsByEventsOfTheirOwn() {
        var tenant = tenants.in("UTC");
        send(tenant, "[" + event("a", "mails", 10, "") + "]");

        send(tenant, "[" + event("a-corrected", "mails", -4, ",\"dimensions\":{\"corrects\":\"a\"}") + "]")
                .body("recorded", equalTo(1));

        assertEquals(6, Usage.quantity(Usage.report(tenant, null), "mails"));
        assertEquals(2, Usage.entries(tenant, 100).size());
    }

    @Test
    void leavesWhatUsherCountsToUsher() {
        var tenant = tenants.in("UTC");

        for (var metric : List.of("messages", "tokens.input", "cost", "tool.calls")) {
            Calls.own(tenant, "POST", "events", "[" + event("x", metric, -5, "") + "]")
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/0/type"));
        }
        Calls.own(tenant, "POST", "events", "[" + event("x", "mails", 1, ",\"cost_micros\":-5") + "]")
                .statusCode(400);
        send(tenant, "[" + event("x", "messages", 5, "") + "]").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[null]",
                "[{}]",
                "[{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"s\",\"type\":\"m\"}]",
                "[{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"usher/chat-service\",\"type\":\"m\"}]",
                "[{\"specversion\":\"0.3\",\"id\":\"a\",\"source\":\"s\",\"type\":\"m\"}]",
                "[{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"m\",\"data\":{\"quantity\":1.5}}]",
                "[{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"m\",\"data\":{\"quantity\":9223372036854775807}}]",
                "[{\"specversion\":\"1.0\",\"id\":\"a\\u0000\",\"source\":\"s\",\"type\":\"m\"}]",
                "[{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"m\",\"time\":\"2999-01-01T00:00:00Z\"}]",
                "[{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"m\"},{\"specversion\":\"1.0\"}]",
            })
    void takesABatchWholeOrNotAtAll(String batch) {
        var tenant = tenants.in("UTC");

        send(tenant, batch).statusCode(400).contentType("application/problem+json");

        assertEquals(List.of(), Usage.entries(tenant, 10));
    }

    @Test
    void makesSumsAnewFromTheLedger() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        send(tenant, "[" + event("a", "mails", 10, "") + "]");
        send(other, "[" + event("a", "mails", 20, "") + "]");
        jobs.preparedQuery("update usage_rollup set quantity = 99 where tenant_id = $1")
                .execute(Tuple.of(tenant.value()))
                .await()
                .indefinitely();

        // When
        Calls.send(tenant, "POST", "usage/rebuild", "").statusCode(200).body("corrected", equalTo(1));

        // Then
        Calls.send(tenant, "POST", "usage/rebuild", "").body("corrected", equalTo(0));
        assertEquals(10, Usage.quantity(Usage.report(tenant, null), "mails"));
        assertEquals(20, Usage.quantity(Usage.report(other, null), "mails"));
    }

    @Test
    void reportsMonthsAndDimensionsAndWhatIsToBeExpected() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var events = IntStream.rangeClosed(1, 60)
                .mapToObj(day -> event(
                        "d" + day,
                        "mails",
                        10,
                        ",\"dimensions\":{\"tool\":\"newsletter\"}",
                        Instant.now().minus(day, ChronoUnit.DAYS)))
                .collect(Collectors.joining(","));
        send(tenant, "[" + events + "]").body("recorded", equalTo(60));

        // When
        var history = Calls.json(Calls.get(tenant, "usage/history?months=4"));
        var outlook = Calls.json(Calls.get(tenant, "usage/analytics?metric=mails"));

        // Then
        assertEquals(
                600,
                history.<Map<String, Object>>getList("data").stream()
                        .mapToInt(month -> (Integer) month.get("quantity"))
                        .sum());
        assertEquals("weekday-mean-4-weeks", outlook.getString("prediction.method"));
        assertEquals(0.0f, outlook.getFloat("trend_per_day"));
        assertEquals(1, outlook.getList("peak_hours").size());
        assertTrue(outlook.getInt("previous_month") > 0);
        Calls.get(tenant, "usage/breakdown?by=tool").statusCode(200);
        Calls.get(other, "usage/history").body("data", equalTo(List.of()));
        Calls.get(other, "usage/analytics?metric=mails").body("previous_month", equalTo(0));
    }

    @Test
    void exportsTheLedgerAsCsvAndJson() {
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var events = IntStream.range(0, 700)
                .mapToObj(i -> event("e" + i, "mails", 1, ",\"dimensions\":{\"tool\":\"=1+1\"}"))
                .collect(Collectors.joining(","));
        send(tenant, "[" + events + "]").body("recorded", equalTo(700));

        var csv = Calls.get(tenant, "usage/export.csv?metric=mails")
                .statusCode(200)
                .extract()
                .asString();
        var json =
                Calls.get(tenant, "usage/export.json").statusCode(200).extract().jsonPath();

        assertEquals(701, csv.lines().count());
        assertTrue(csv.contains("'=1+1"));
        assertEquals(700, json.getList("id").stream().distinct().count());
        assertEquals(
                1,
                Calls.get(other, "usage/export.csv")
                        .extract()
                        .asString()
                        .lines()
                        .count());
        Calls.get(tenant, "usage/export.csv?from=x").statusCode(400).body(containsString("time-invalid"));
    }

    private static ValidatableResponse send(TenantId tenant, String batch) {
        return Calls.send(tenant, "POST", "events", batch);
    }

    private static String event(String id, String type, long quantity, String more) {
        return event(id, type, quantity, more, Instant.now());
    }

    private static String event(String id, String type, long quantity, String more, Instant time) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"acme/mailer\",\"type\":\"%s\",\"time\":\"%s\",\"data\":{\"quantity\":%d%s}}"
                .formatted(id, type, time, quantity, more);
    }
}
