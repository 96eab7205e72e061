package usher.chat.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.chat.usage.MonthSummary.Allowed;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.EventJson;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantSnapshots;

/** Tells a tenant's month: what is counted of it already, and the ledger since. */
@ApplicationScoped
public class MonthUses {
    /** Longer than any turn, so that nothing of before is still to be stored. */
    static final Duration SETTLED = Duration.ofHours(1);

    static final String COUNT = "select count_month($1, $2, $3)";

    private static final String MONTH = """
            select m.conversations + u.conversations as conversations, m.messages + u.messages as messages,
                   m.tokens_input + u.tokens_input as tokens_input, m.tokens_cached + u.tokens_cached as tokens_cached,
                   m.tokens_output + u.tokens_output as tokens_output,
                   m.tokens_reasoning + u.tokens_reasoning as tokens_reasoning,
                   m.tool_calls + u.tool_calls as tool_calls, m.cost_micros + u.cost_micros as cost_micros
              from month_use m, used_between($1, m.counted_to, $3) u
             where m.tenant_id = $1 and m.starts_at = $2
            """;
    private static final String SPAN = "select * from used_between($1, $2, $3)";
    private static final String PLAN = "select data from entitlement_snapshot where tenant_id = $1";

    private final Tenancy tenancy;
    private final TenantSnapshots tenants;
    private final InstantSource clock;

    MonthUses(Tenancy tenancy, TenantSnapshots tenants, InstantSource clock) {
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.clock = clock;
    }

    public Uni<MonthSummary> of(TenantId tenant) {
        var now = clock.instant();
        return tenants.find(tenant)
                .map(found -> Month.of(now, ZoneId.of(found == null ? "UTC" : found.timeZone())))
                .chain(month -> tenancy.sql(tenant, connection -> summary(connection, tenant, month, now)));
    }

    /** Up to when a month can be counted for good. */
    static OffsetDateTime settled(Month month, Instant now) {
        var settled = now.minus(SETTLED);
        return at(settled.isBefore(month.start()) ? month.start() : settled);
    }

    private static Uni<MonthSummary> summary(SqlConnection connection, TenantId tenant, Month month, Instant now) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(tenant.value(), at(month.start()), settled(month, now)))
                .chain(() -> use(connection, MONTH, tenant, month.start(), now))
                .chain(use -> plan(connection, tenant)
                        .chain(plan -> today(connection, tenant, month, plan, now)
                                .map(today -> summary(month, now, use, today, plan))));
    }

    private static MonthSummary summary(
            Month month, Instant now, Use use, Optional<Use> today, Optional<EntitlementsChanged> plan) {
        var limits = plan.map(EntitlementsChanged::limits).orElse(List.of()).stream()
                .map(limit -> new Allowed(limit, used(limit, use, today)))
                .toList();
        return new MonthSummary(
                month, now, use, plan.map(EntitlementsChanged::plan).orElse(null), limits);
    }

    private static @Nullable Long used(Limit limit, Use month, Optional<Use> today) {
        return switch (limit.period()) {
            case MINUTE -> null;
            case DAY -> today.map(use -> use.of(limit.metric())).orElse(null);
            case MONTH -> month.of(limit.metric());
        };
    }

    /** Only where the plan limits days. */
    private static Uni<Optional<Use>> today(
            SqlConnection connection, TenantId tenant, Month month, Optional<EntitlementsChanged> plan, Instant now) {
        boolean limited =
                plan.stream().flatMap(known -> known.limits().stream()).anyMatch(limit -> limit.period() == Period.DAY);
        var start = now.atZone(month.zone()).toLocalDate().atStartOfDay(month.zone());
        return limited
                ? use(connection, SPAN, tenant, start.toInstant(), now).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    private static Uni<Use> use(SqlConnection connection, String sql, TenantId tenant, Instant from, Instant to) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), at(from), at(to)))
                .map(rows -> Use.of(rows.iterator().next()));
    }

    private static Uni<Optional<EntitlementsChanged>> plan(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(PLAN)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next().getJsonObject("data"))));
    }

    private static EntitlementsChanged read(JsonObject json) {
        try {
            return EventJson.mapper().readValue(json.encode(), EntitlementsChanged.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored snapshot can be read", e);
        }
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
