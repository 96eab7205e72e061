package usher.billing.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import usher.billing.usage.Touched;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

/** How long a look at many tenants takes that were all touched at once: 500 in each build, 10,000 with {@code -Dusher.soak=true}. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class SweepSpeedTest {
    private static final boolean SOAK = Boolean.getBoolean("usher.soak");
    private static final int TENANTS = SOAK ? 10_000 : 500;
    /** Hours of the month with usage. */
    private static final int HOURS = SOAK ? 200 : 400;

    private static final OffsetDateTime MARCH = OffsetDateTime.of(2031, 3, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final Instant NOW = Instant.parse("2031-03-28T12:07:00Z");
    private static final String SUBSCRIBE = """
            with made as (
                insert into subscription (tenant_id, plan_code, plan_version, status, version, tenant_version, created_at, updated_at, zone, charged_until, closes_at)
                select gen_random_uuid(), 'free', 1, 'ACTIVE', 1, 1, $2, '2020-01-01Z', 'UTC', $2, $2 + interval '1 month' from generate_series(1, $1)
                returning tenant_id
            ), used as (
                insert into usage_rollup (tenant_id, bucket, metric, model, provider, persona, tool, quantity, cost_micros)
                select tenant_id, $2 + make_interval(hours => hour), metric, 'm', 'p', '', '', 1, 5
                from made, generate_series(0, $3 - 1) as hour, (values ('messages'), ('tokens.input'), ('tokens.output')) as m (metric)
            )
            select tenant_id from made""";

    @Inject
    Sweep sweep;

    @Inject
    Touched touched;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void looksAtAllThatWereTouchedWithinASecondOrSo() {
        // Given
        var tenants = StreamSupport.stream(
                        jobs.preparedQuery(SUBSCRIBE)
                                .execute(Tuple.of(TENANTS, MARCH, HOURS))
                                .await()
                                .indefinitely()
                                .spliterator(),
                        false)
                .map(row -> new TenantId(row.getUUID("tenant_id")))
                .toList();
        jobs.query("analyze usage_rollup")
                .execute()
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
        Map<TenantId, Instant> all = new HashMap<>();
        tenants.forEach(tenant -> all.put(tenant, NOW.minusSeconds(2)));
        long first = look(all);

        // When
        long again = look(all);

        // Then
        System.out.printf(
                "Alerts of %,d tenants with %,d sums each: %,d ms the first time, %,d ms again%n",
                TENANTS, 3 * HOURS, first, again);
        assertEquals(0, count("select count(*) from alert_raised where raised_at = '2031-03-28T12:07:00Z'"));
        assertEquals(
                TENANTS,
                count("select count(*) from alert_sum where starts_at = '2031-03-01Z' and sums -> 'messages' ->> 0 = '"
                        + HOURS + "'"));
    }

    private long look(Map<TenantId, Instant> all) {
        touched.add(all);
        long start = System.nanoTime();
        sweep.changed(NOW, NOW).await().atMost(Duration.ofMinutes(2));
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private long count(String sql) {
        return jobs.query(sql)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
