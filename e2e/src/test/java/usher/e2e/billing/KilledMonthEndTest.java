package usher.e2e.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Eventually;
import usher.e2e.support.Scale;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.Replica;
import usher.e2e.world.Service;
import usher.e2e.world.World;

/** The process that closes a month is killed in the act, again and again: once in each build, up to 50 times in {@code ./usher soak}. */
@ExtendWith(SharedWorld.class)
class KilledMonthEndTest {
    /** Some 400 are closed before each kill. */
    private static final int TENANTS = Scale.of(1_500, 24_000);

    private static final int KILLS = Scale.of(1, 50);
    private static final long SEED = 20_261_129;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final OffsetDateTime MAY = OffsetDateTime.of(2025, 5, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime JUNE = MAY.plusMonths(1);

    private static final String SUBSCRIBE = """
            with made as (
                insert into billing.subscription (tenant_id, plan_code, plan_version, status, version, tenant_version, created_at,
                    updated_at, zone, charged_until, closes_at)
                select gen_random_uuid(), 'pro', 1, 'ACTIVE', 1, 1, ?::timestamptz, now(), 'UTC', ?::timestamptz, ?::timestamptz
                from generate_series(1, ?)
                returning tenant_id, created_at
            ), phased as (
                insert into billing.subscription_phase (tenant_id, id, starts_at, state, plan_code, plan_version, seats, made_by, made_at)
                select tenant_id, gen_random_uuid(), created_at, 'ACTIVE', 'pro', 1, 12, 'test', created_at from made
            ), used as (
                insert into billing.usage_rollup (tenant_id, bucket, metric, model, provider, persona, tool, quantity, cost_micros)
                select tenant_id, created_at + make_interval(days => day), 'messages', 'm', 'p', '', '', 10000, 5
                from made, generate_series(0, 29) as day
            )
            select count(*) from made""";
    private static final String BUSY = """
            select count(*) from pg_stat_activity
            where usename = 'billing_jobs' and state <> 'idle' and query ~ 'file_bills|charged_until|closes_at'""";
    private static final String LEFT = "select count(*) from billing.subscription where closes_at = ?";
    private static final String INVOICES = """
            select count(*) as invoices, count(distinct tenant_id) as tenants, count(distinct number) as numbers,
                min(net_minor) as least, max(net_minor) as most,
                (select max(substr(number, 5)::bigint) - count(*) from billing.invoice where number is not null) as missing
            from billing.invoice where starts_at = ?""";

    @Test
    void givesEachTenantItsInvoiceOnce(World world) {
        // Given
        var random = new Random(SEED);
        assertEquals(TENANTS, world.database().number(SUBSCRIBE, MAY, MAY, JUNE, TENANTS));
        // It would close what the killed ones have left.
        world.kill(Service.BILLING);

        // When
        int killed = 0;
        while (killed < KILLS && left(world) > 0) {
            try (var replica = closing(world)) {
                Eventually.until("a month is being closed", SOON, () -> isBusy(world) || left(world) == 0);
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(100)).toNanos());
                replica.kill();
                killed += left(world) > 0 ? 1 : 0;
            }
        }
        world.start(Service.BILLING);
        try (var last = closing(world)) {
            Eventually.until("every month is closed by " + last.url(), SOON, () -> left(world) == 0);
        }

        // Then
        var expected = List.of(TENANTS, TENANTS, TENANTS, 19_900L + 2 * 400 + 60_000, 19_900L + 2 * 400 + 60_000, 0);
        assertEquals(expected.stream().map(Number::longValue).toList(), invoices(world));
        assertTrue(killed > 0);
        System.out.printf(
                "Month end of %,d tenants, killed %d times (seed %d): each has its invoice%n", TENANTS, killed, SEED);
    }

    private static Replica closing(World world) {
        return world.secondBilling(Map.of(
                "USHER_BILLING_CLOSING_DELAY",
                "0s",
                "USHER_BILLING_CLOSING_EVERY",
                "1s",
                "USHER_BILLING_CLOSING_BATCH",
                "20"));
    }

    private static boolean isBusy(World world) {
        return world.database().number(BUSY) > 0;
    }

    private static long left(World world) {
        return world.database().number(LEFT, JUNE);
    }

    private static List<Long> invoices(World world) {
        return world.database()
                .list(
                        INVOICES,
                        row -> List.of(
                                row.getLong("invoices"),
                                row.getLong("tenants"),
                                row.getLong("numbers"),
                                row.getLong("least"),
                                row.getLong("most"),
                                row.getLong("missing")),
                        MAY)
                .getFirst();
    }
}
