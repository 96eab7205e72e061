package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.spi.CDI;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Admission.Reservation;
import usher.chat.subscriber.VisitorGrants;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.contracts.money.TokenPrice;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantSnapshots;
import usher.kit.test.TestTenants;
import usher.kit.time.Ids;

/** The limits of one new tenant with a clock that can be set, on the real Redis and Postgres. */
final class Desk {
    /** A visitor who is also its only turn, with the answer and its receipt. */
    private static final String RECEIPT = """
            with known as (
              insert into visitor values ($1, $5, null, null, null, $3, $3)), opened as (
              insert into conversation (tenant_id, id, visitor_id, locale, preview, started_at, last_message_at)
              values ($1, $5, $5, 'en', '', $3, $3)), said as (
              insert into message (tenant_id, id, conversation_id, turn_id, visitor_id, role, text, created_at)
              values ($1, $2, $5, $5, $5, 'assistant', '', $3))
            insert into receipt (tenant_id, message_id, conversation_id, turn_id, provider, model, persona_version,
                                 tokens_input, tokens_output, cost_micros, passages, tools, created_at)
            values ($1, $2, $5, $5, 'p', 'm', 1, 0, 0, $4, '[]', '[]', $3)
            """;

    private static final String USED = """
            insert into model_use (tenant_id, message_id, provider, model, purpose, turn_id, tokens_input, tokens_cached,
                                   tokens_output, tokens_reasoning, cost_micros, created_at)
            values ($1, $2, 'p', 'm', 'broken', $5, 0, 0, 0, 0, $4, $3)
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final TenantId tenant = TestTenants.active().id();
    private final InstantSource clock = this::now;
    private final Limit[] plan;
    final Limits limits;
    Instant now = Instant.parse("2026-11-15T12:00:00Z");

    Desk(Limit... plan) {
        this(bean(RedisAPI.class), plan);
    }

    private Desk(RedisAPI redis, Limit... plan) {
        this(new RedisScripts(redis), plan);
    }

    Desk(RedisScripts scripts, Limit... plan) {
        this.plan = plan;
        var config = bean(LimitConfig.class);
        var recount = recount(scripts, new Totals(bean(Tenancy.class)));
        limits = new Limits(
                new Plans(
                        bean(Entitlements.class),
                        bean(VisitorGrants.class),
                        bean(TenantSnapshots.class),
                        config,
                        clock),
                new Books(scripts, recount, config, clock),
                new LocalCap(clock),
                config,
                bean(Ids.class),
                clock,
                bean(Vertx.class));
        TestEntitlements.announce(1, tenant, plan);
    }

    /** Where no Redis listens. */
    static Desk withoutRedis(Limit... plan) {
        var nowhere = Redis.createClient(new io.vertx.mutiny.core.Vertx(bean(Vertx.class)), "redis://localhost:1");
        return new Desk(RedisAPI.api(nowhere), plan);
    }

    private Instant now() {
        return now;
    }

    /** Counts accounts anew by these totals. */
    Recount recount(RedisScripts scripts, Totals totals) {
        return new Recount(scripts, totals, bean(Ids.class), clock);
    }

    /** The account of this month. */
    Account month() {
        var data = new EntitlementsChanged(tenant, 1, "custom", List.of(plan), "2026-1");
        return Account.of(data, ZoneId.of("UTC"), now).getFirst();
    }

    static Limit budget(long micros) {
        return new Limit(Metric.COST, micros, Period.MONTH, true);
    }

    static Limit messages(long most) {
        return new Limit(Metric.MESSAGES, most, Period.MONTH, true);
    }

    static Limit perMinute(long most) {
        return new Limit(Metric.REQUESTS, most, Period.MINUTE, true);
    }

    /** At one micro-dollar a token: up to {@code calls} calls of 100 tokens in and {@code maxTokens} out each. */
    static Estimate estimate(int maxTokens, int calls) {
        var price = new TokenPrice(BigDecimal.ONE);
        return new Estimate(100, 100, maxTokens, calls, price, price);
    }

    static Estimate free() {
        var price = new TokenPrice(BigDecimal.ZERO);
        return new Estimate(100, 100, 100, 1, price, price);
    }

    Uni<Admission> ask(Estimate estimate) {
        return limits.admit(tenant, new Asker(UUID.randomUUID(), null, null, null), estimate);
    }

    Admission admit(Estimate estimate) {
        return wait(ask(estimate));
    }

    void settle(Admission admission, Spent spent) {
        wait(limits.settle(tenant, reservation(admission), spent));
    }

    static Reservation reservation(Admission admission) {
        return ((Admitted) admission).reservation();
    }

    static Grant grant(Admission admission) {
        return ((Admitted) admission).grant();
    }

    /** What Redis believes was used of a metric this month; null when it does not know. */
    @Nullable
    Long counted(String metric) {
        var account = "t:" + tenant + ":used:2026-11";
        var redis = bean(RedisAPI.class);
        if (wait(redis.hexists(account, "counted")).toInteger() == 0) {
            return null;
        }
        var used = wait(redis.hget(account, "used:" + metric));
        return used == null ? 0L : used.toLong();
    }

    void forgetTotals() {
        wait(bean(RedisAPI.class).del(List.of("t:" + tenant + ":used:2026-11")));
    }

    /** The receipt of an answer, as the turn's second transaction stores it. */
    void receipt(Reservation held, long costMicros) {
        wait(store(RECEIPT, held, costMicros));
    }

    /** The same of an answer to that visitor, who is new. */
    void receipt(Reservation held, VisitorId visitor) {
        wait(store(RECEIPT, held, 0, visitor.value()));
    }

    Uni<Void> stored(Reservation held, long costMicros) {
        return store(RECEIPT, held, costMicros);
    }

    /** What a model used for a turn that stored no answer. */
    void used(Reservation held, long costMicros) {
        wait(store(USED, held, costMicros));
    }

    private Uni<Void> store(String sql, Reservation held, long costMicros) {
        return store(sql, held, costMicros, UUID.randomUUID());
    }

    private Uni<Void> store(String sql, Reservation held, long costMicros, UUID visitor) {
        var at = now.atOffset(ZoneOffset.UTC);
        var row = Tuple.of(tenant.value(), held.token(), at, costMicros, visitor);
        return bean(Tenancy.class)
                .sql(tenant, connection -> connection.preparedQuery(sql).execute(row))
                .replaceWithVoid();
    }

    static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }
}
