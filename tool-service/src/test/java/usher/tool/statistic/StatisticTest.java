package usher.tool.statistic;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.ToolServer;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class StatisticTest {
    private static final String STATISTICS = "/api/v1/tools/statistics";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String INSERT = """
            insert into invocation (tenant_id, id, call_id, tool, conversation_id, message_id, state, arguments, error_code,
                                    duration_ms, deadline, created_at, updated_at, test, repeats)
            values ($1, $2, $3, $4, $3, $3, $5, '{}', case when $5 = 'failed' then 'tool-error' end, $6, $7, $7, $7, $8, $9)
            """;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Inject
    Keeping keeping;

    /** Hours are summed up once for all tenants, so that calls stored in the past would be missed. */
    @BeforeEach
    void forgetWhatWasSummedUp() {
        for (var statement : List.of("delete from invocation_hour", "update summed_up set summed_to = 'epoch'")) {
            jobs.query(statement).execute().await().atMost(PATIENCE);
        }
    }

    @Test
    void countsCallsOfOneTenantAlone() {
        try (var server = new ToolServer()) {
            // Given
            var mine = Tools.tenant();
            var other = Tools.tenant();
            var url = server.answer("/fine", 200, "{}");
            Tools.invoke(mine, Tools.callOfPlainTool(mine, url, 5_000)).statusCode(200);
            Tools.invoke(mine, Tools.callOfPlainTool(mine, server.answer("/no", 404, "{}"), 5_000))
                    .statusCode(200);

            // When
            var seen = Tools.as(TestTokens.member(Role.ANALYST, mine))
                    .get(STATISTICS)
                    .then();

            // Then
            seen.statusCode(200)
                    .body("data.size()", equalTo(2))
                    .body("data.calls", equalTo(List.of(1, 1)))
                    .body("data.failed", hasItem(1))
                    .body("data.success_rate", hasItem(1.0f));
            Tools.asAdmin(other).get(STATISTICS).then().body("data.size()", equalTo(0));
            Tools.asAdmin(other).get(STATISTICS + "?tenant=" + mine).then().statusCode(404);
        }
    }

    @Test
    void tellsTheSameBeforeAndAfterHoursAreSummedUp() {
        // Given
        var tenant = Tools.tenant();
        var tool = Tools.newName();
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.DAYS);
        IntStream.rangeClosed(1, 20).forEach(n -> store(tenant, tool, n == 20 ? "failed" : "succeeded", n * 10L, hour));
        store(tenant, tool, 99_999, hour.plus(1, ChronoUnit.HOURS), true, null);
        var before = body(report(tenant, hour));

        // When
        keeping.sumUp(Instant.now()).await().atMost(PATIENCE);
        keeping.sumUp(Instant.now()).await().atMost(PATIENCE);

        // Then
        report(tenant, hour)
                .body("data.size()", equalTo(1))
                .body("data[0].calls", equalTo(20))
                .body("data[0].succeeded", equalTo(19))
                .body("data[0].average_ms", equalTo(105.0f));
        assertEquals(before, body(report(tenant, hour)));
        double median = before.getJsonArray("data").getJsonObject(0).getDouble("p50_ms");
        assertTrue(Math.abs(median - 100) <= 9, "half of the calls took 100 ms at most, told are " + median);
    }

    @Test
    void countsAnOutcomeThatWasToldAgainOnce() {
        // Given
        var mine = Tools.tenant();
        var other = Tools.tenant();
        var tool = Tools.newName();
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.DAYS);
        for (var tenant : List.of(mine, other)) {
            store(tenant, tool, "succeeded", 40, hour);
        }
        store(mine, tool, 0, hour, false, UUID.randomUUID());
        report(mine, hour).body("data[0].calls", equalTo(1)).body("data[0].average_ms", equalTo(40.0f));

        // When
        keeping.sumUp(Instant.now()).await().atMost(PATIENCE);

        // Then
        for (var tenant : List.of(mine, other)) {
            report(tenant, hour).body("data[0].calls", equalTo(1)).body("data[0].average_ms", equalTo(40.0f));
        }
    }

    @Test
    void showsThePlatformAllTenantsTogether() {
        var tool = Tools.newName();
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(30, ChronoUnit.MINUTES);
        store(Tools.tenant(), tool, "succeeded", 5, hour);
        store(Tools.tenant(), tool, "succeeded", 5, hour);

        Tools.as(TestTokens.platformAdmin())
                .get(STATISTICS)
                .then()
                .statusCode(200)
                .body("data.find { it.tool == '" + tool + "' }.calls", equalTo(2));
        Tools.as(TestTokens.platformAdmin())
                .get(STATISTICS + "?from=2020-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("period-invalid"));
    }

    @Test
    void deletesOldCallsAndKeepsWhatTheyCameTo() {
        // Given
        var tenant = Tools.tenant();
        var tool = Tools.newName();
        var old = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(91, ChronoUnit.DAYS);
        store(tenant, tool, "succeeded", 10, old);
        store(tenant, tool, "succeeded", 10, old.plus(88, ChronoUnit.DAYS));
        keeping.sumUp(Instant.now()).await().atMost(PATIENCE);

        // When
        keeping.deleteOld(Instant.now()).await().atMost(PATIENCE);

        // Then
        Tools.asAdmin(tenant).get(Tools.INVOCATIONS).then().body("data.size()", equalTo(1));
        report(tenant, old).body("data[0].calls", equalTo(2)).body("data[0].p95_ms", equalTo(10.4f));
    }

    @Test
    void hasNothingToSayOfAToolThatWasNotCalled() {
        Tools.asAdmin(Tools.tenant()).get(STATISTICS).then().body("data[0]", nullValue());
    }

    private static ValidatableResponse report(TenantId tenant, Instant from) {
        return Tools.asAdmin(tenant).get(STATISTICS + "?from=" + from).then().statusCode(200);
    }

    private static JsonObject body(ValidatableResponse response) {
        return new JsonObject(response.extract().asString());
    }

    private void store(TenantId tenant, String tool, String state, long durationMs, Instant at) {
        store(tenant, tool, state, durationMs, at, false, null);
    }

    private void store(
            TenantId tenant, String tool, long durationMs, Instant at, boolean test, @Nullable UUID repeats) {
        store(tenant, tool, "succeeded", durationMs, at, test, repeats);
    }

    private void store(
            TenantId tenant,
            String tool,
            String state,
            long durationMs,
            Instant at,
            boolean test,
            @Nullable UUID repeats) {
        jobs.preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addUUID(tenant.value())
                        .addUUID(idAt(at))
                        .addUUID(UUID.randomUUID())
                        .addString(tool)
                        .addString(state)
                        .addLong(durationMs)
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
                        .addBoolean(test)
                        .addUUID(repeats))
                .await()
                .atMost(PATIENCE);
    }

    /** As calls are numbered: the time in front, then something random. */
    private static UUID idAt(Instant at) {
        return new UUID(at.toEpochMilli() << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
    }
}
