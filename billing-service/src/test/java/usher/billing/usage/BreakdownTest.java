package usher.billing.usage;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.contracts.event.UsageLine;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class BreakdownTest {
    private static final Instant DAY = Instant.parse("2026-03-05T10:00:00Z");

    @Inject
    Tenants tenants;

    @Inject
    Ledger ledger;

    @Test
    void isByAnyDimensionThatEventsHave() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");

        // When
        record(tenant, DAY, 3, Map.of("warehouse", "north", "persona", "2"));
        record(tenant, DAY.plusSeconds(60), 4, Map.of("warehouse", "south", "persona", "2"));
        record(tenant, DAY.plusSeconds(120), 1, Map.of("persona", "3"));
        record(tenant, DAY.minus(Duration.ofDays(10)), 50, Map.of("warehouse", "north"));
        record(other, DAY, 99, Map.of("warehouse", "north"));

        // Then
        Calls.get(tenant, "usage/breakdown?by=warehouse&month=2026-03")
                .statusCode(200)
                .body("month", equalTo("2026-03"))
                .body("data.value", equalTo(List.of("south", "north", "")))
                .body("data.quantity", equalTo(List.of(4, 3, 1)))
                .body("truncated", equalTo(false));
        Calls.get(tenant, "usage/breakdown?by=persona&month=2026-03")
                .body("data.value", equalTo(List.of("2", "3")))
                .body("data.quantity", equalTo(List.of(7, 1)));
        Calls.get(tenant, "usage/breakdown?by=warehouse&from=2026-02-20T00:00:00Z&to=2026-03-05T10:01:00Z")
                .body("data.value", equalTo(List.of("north")))
                .body("data.quantity", equalTo(List.of(53)));
    }

    @ParameterizedTest
    @CsvSource({
        "by=warehouse&from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z, period-too-long",
        "by=model&from=2025-01-01T00:00:00Z&to=2026-03-01T00:00:00Z, period-too-long",
        "by=model&from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z, period-too-long",
        "by=model&from=2026-01-01T00:00:00Z, time-invalid",
        "by=model&month=2026-01&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z, time-invalid",
    })
    void refusesWhatCannotBeRead(String query, String code) {
        Calls.get(tenants.in("UTC"), "usage/breakdown?" + query).statusCode(400).body("errors[0].code", equalTo(code));
    }

    @Test
    void refusesANameThatIsTooLongAndTakesNoneForModels() {
        var tenant = tenants.in("UTC");

        Calls.get(tenant, "usage/breakdown?by=" + "x".repeat(101))
                .statusCode(400)
                .body("errors[0].code", equalTo("dimension-invalid"));
        Calls.get(tenant, "usage/breakdown?by=").statusCode(200).body("by", equalTo("model"));
    }

    @Test
    void isForSpreadsheetsDayByDayAndWithEveryDimension() {
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var lines = List.of(
                new UsageLine("messages", 1, 0),
                new UsageLine("conversations", 1, 0),
                new UsageLine("tokens.input", 100, 10),
                new UsageLine("tokens.cached", 20, 1),
                new UsageLine("tokens.output", 30, 60),
                new UsageLine("tokens.reasoning", 5, 10),
                new UsageLine("tool.calls", 2, 0));
        ledger.append(LedgerLines.of(
                        List.of(Usage.event(tenant, DAY, lines, Map.of("model", "m", "warehouse", "north")))))
                .await()
                .atMost(Duration.ofSeconds(10));

        var daily = Calls.get(tenant, "usage/daily.csv?month=2026-03")
                .statusCode(200)
                .extract()
                .asString();
        var ledger =
                Calls.get(tenant, "usage/export.csv").statusCode(200).extract().asString();

        var rows = daily.lines().toList();
        assertTrue(rows.getFirst()
                .endsWith("date,conversations,messages,tokens_input,tokens_output,tool_calls,cost_micros"));
        assertEquals("2026-03-05,1,1,120,35,2,81", rows.get(5));
        assertEquals(32, rows.size());
        assertTrue(ledger.contains("\"{\"\"warehouse\"\":\"\"north\"\"}\""), ledger);
        var report = Usage.report(tenant, "2026-03");
        assertEquals(1, report.getInt("daily[4].conversations"));
        assertEquals(120, report.getInt("daily[4].tokens_input"));
        assertEquals(35, report.getInt("daily[4].tokens_output"));
        assertEquals(2, report.getInt("daily[4].tool_calls"));
        assertEquals(0, Usage.report(other, "2026-03").getInt("daily[4].conversations"));
        Calls.get(tenant, "usage/daily.csv?month=x").statusCode(400);
    }

    private void record(TenantId tenant, Instant time, long quantity, Map<String, String> dimensions) {
        var lines = List.of(new UsageLine("parcels", quantity, 0));
        ledger.append(LedgerLines.of(List.of(Usage.event(tenant, time, lines, dimensions))))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
