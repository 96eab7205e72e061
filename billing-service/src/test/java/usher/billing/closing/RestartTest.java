package usher.billing.closing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

/**
 * Month ends of many tenants, cut off at random moments as a killed process cuts them off: its connection is gone and the
 * transaction with it. At most 3 times in each build, 50 with {@code -Dusher.soak=true}; there with 10,000 tenants. Every kill is in the act.
 */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class RestartTest {
    private static final boolean SOAK = Boolean.getBoolean("usher.soak");
    private static final int TENANTS = SOAK ? 10_000 : 1_500;
    private static final int KILLS = SOAK ? 50 : 3;
    private static final OffsetDateTime MAY = OffsetDateTime.of(2025, 5, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final String SUBSCRIBE = """
            with made as (
                insert into subscription (tenant_id, plan_code, plan_version, status, version, tenant_version, created_at, updated_at, zone, charged_until, closes_at)
                select gen_random_uuid(), $4, 1, 'ACTIVE', 1, 1, $2, $2, 'UTC', $2, $3 from generate_series(1, $1)
                returning tenant_id
            ), phased as (
                insert into subscription_phase (tenant_id, id, starts_at, state, plan_code, plan_version, seats, made_by, made_at)
                select tenant_id, gen_random_uuid(), $2, 'ACTIVE', $4, 1, 12, 'test', $2 from made
            )
            insert into usage_rollup (tenant_id, bucket, metric, model, provider, persona, tool, quantity, cost_micros)
            select tenant_id, $2 + make_interval(days => day), 'messages', 'm' || day % 5, 'p', '', '', 10000, 5 from made, generate_series(0, 29) as day""";
    private static final String KILL = """
            select pg_terminate_backend(pid) from pg_stat_activity
            where usename = 'billing_jobs' and pid <> pg_backend_pid() and state <> 'idle' and query ~ 'file_bills|closes_at|charged_until|starts_at'""";
    /** The other tests are about other tenants. */
    private static final String DONE = "update subscription set closes_at = '2300-01-01' where closes_at < $1";

    private static final String LEFT = "select count(*) from subscription where closes_at <= $1";
    private static final String STATE = """
            select count(*)::bigint as invoices, count(distinct tenant_id)::bigint as tenants, count(distinct number)::bigint as numbers,
                max(substr(number, 5)::bigint) - min(substr(number, 5)::bigint) + 1 as span, sum(net_minor)::bigint as net
            from invoice where starts_at = $1""";

    @Inject
    MonthEnd monthEnd;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void givesTheSameInvoicesHoweverOftenItIsCutOff() {
        // Given
        var random = new Random(20_261_129);
        var june = MAY.plusMonths(1);
        subscribe("pro", MAY, june);
        var seats = 2 * 400L;
        var messages = 60_000L; // 200,000 beyond 100,000 at 0.3 cents

        // When
        int killed = 0;
        while (killed < KILLS && isLeft(june)) {
            var run = CompletableFuture.runAsync(() -> run(june));
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(250)).toNanos());
            int hit = 0;
            while (hit == 0 && !run.isDone()) {
                hit = rows(KILL, Tuple.tuple()).size();
            }
            killed += hit > 0 ? 1 : 0;
            run.join();
        }
        while (isLeft(june)) {
            run(june);
        }

        // Then
        var state = rows(STATE, Tuple.of(MAY)).iterator().next();
        assertEquals(TENANTS, state.getLong("invoices"));
        assertEquals(TENANTS, state.getLong("tenants"));
        assertEquals(TENANTS, state.getLong("numbers"));
        assertEquals(TENANTS, state.getLong("span"));
        assertEquals(TENANTS * (19_900L + seats + messages), state.getLong("net"));
        assertTrue(killed > 0);
        System.out.printf("Month end of %,d tenants, cut off %d times: the same invoices, no gap%n", TENANTS, killed);
    }

    @Test
    void saysHowLongItTakes() {
        close("pro", MAY.minusMonths(3));
    }

    @Test
    void saysHowLongChargesByDimensionsTake() {
        var code = "p" + UUID.randomUUID().toString().replace("-", "");
        var body = """
                {"plan":"%s","name":"Test","terms":{"currency":"USD","base_minor":0,"charges":[
                  {"metric":"messages","model":"per_unit","unit_price":"0.01","dimensions":{"model":["m0","m1"]}},
                  {"metric":"messages","model":"per_unit","unit_price":"0.02","dimensions":{"model":["m2"],"provider":["p"]}},
                  {"metric":"messages","model":"per_unit","unit_price":"0.03"}]}}""".formatted(code);
        given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(body)
                .post(Calls.BILLING + "plans")
                .then()
                .statusCode(201);

        close(code, MAY.minusMonths(6));

        var net = rows(STATE, Tuple.of(MAY.minusMonths(6))).iterator().next().getLong("net");
        assertEquals(TENANTS * (120_000L + 2 * 60_000 + 3 * 120_000), net);
    }

    private void close(String plan, OffsetDateTime month) {
        subscribe(plan, month, month.plusMonths(1));

        long start = System.nanoTime();
        long closed = monthEnd.run(month.plusMonths(1).toInstant()).await().indefinitely();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();

        System.out.printf("Month end of %,d tenants with 30 sums each, plan %s: %,d ms%n", closed, plan, millis);
        assertTrue(closed >= TENANTS);
        assertEquals(TENANTS, rows(STATE, Tuple.of(month)).iterator().next().getLong("invoices"));
        rows(DONE, Tuple.of(MAY));
    }

    /** A run whose connection was killed has failed, as its process would have; what is left is the next one's. */
    private void run(OffsetDateTime end) {
        monthEnd.run(end.toInstant())
                .onFailure()
                .recoverWithUni(cutOff -> Uni.createFrom().item(0L))
                .await()
                .indefinitely();
    }

    private boolean isLeft(OffsetDateTime end) {
        return rows(LEFT, Tuple.of(end)).iterator().next().getLong(0) > 0;
    }

    private void subscribe(String plan, OffsetDateTime from, OffsetDateTime to) {
        rows(SUBSCRIBE, Tuple.of(TENANTS, from, to, plan));
    }

    /** On a connection of the pool that the kills are aimed at: one that was killed is found out by using it, and gone then. */
    private RowSet<Row> rows(String sql, Tuple arguments) {
        return jobs.preparedQuery(sql)
                .execute(arguments)
                .onFailure()
                .retry()
                .atMost(3)
                .await()
                .indefinitely();
    }
}
