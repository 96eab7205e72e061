package usher.billing.usage;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Event;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.contracts.id.UuidV7;
import usher.kit.access.Role;
import usher.kit.test.TestTokens;

/** Usage events as chat-service sends them, and what billing says of them. */
final class Usage {
    static final String CHAT = "usher/chat-service";
    private static final UuidV7 IDS = new UuidV7(InstantSource.system());

    private Usage() {}

    static Event<UsageRecorded> turn(TenantId tenant, Instant time) {
        return turn(tenant, time, "gpt-4o-mini", 120, 35, 78);
    }

    static Event<UsageRecorded> turn(
            TenantId tenant, Instant time, String model, long input, long output, long costMicros) {
        var lines = List.of(
                new UsageLine("messages", 1, 0),
                new UsageLine("tokens.input", input, costMicros),
                new UsageLine("tokens.output", output, 2 * costMicros));
        return event(tenant, time, lines, Map.of("model", model, "provider", "openai", "conversation", "cnv_1"));
    }

    static Event<UsageRecorded> event(
            TenantId tenant, Instant time, List<UsageLine> lines, Map<String, String> dimensions) {
        return new Event<>(
                new EventId(IDS.next()), CHAT, UsageRecorded.TYPE, tenant, time, new UsageRecorded(lines, dimensions));
    }

    static JsonPath report(TenantId tenant, @Nullable String month) {
        return given().auth()
                .oauth2(TestTokens.member(Role.ANALYST, null))
                .queryParam("tenant", tenant.toString())
                .queryParams(month == null ? Map.of() : Map.of("month", month))
                .get("/api/v1/billing/usage/current")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static long quantity(JsonPath report, String metric) {
        return report.getLong("metrics.find { it.metric == '" + metric + "' }?.quantity ?: 0");
    }

    /** All ledger entries of a tenant, page by page. */
    static List<Map<String, Object>> entries(TenantId tenant, int pageSize) {
        var entries = new ArrayList<Map<String, Object>>();
        String cursor = null;
        do {
            var page = given().auth()
                    .oauth2(TestTokens.member(Role.ANALYST, tenant))
                    .queryParam("limit", pageSize)
                    .queryParams(cursor == null ? Map.of() : Map.of("starting_after", cursor))
                    .get("/api/v1/billing/usage/events")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            entries.addAll(page.getList("data"));
            cursor = page.getBoolean("has_more") ? page.getString("next_cursor") : null;
        } while (cursor != null);
        return entries;
    }
}
