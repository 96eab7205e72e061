package usher.tool.allowance;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.EventJson;
import usher.contracts.event.Exhausted;
import usher.contracts.event.Limit;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantCache;

/**
 * Whether a tool may be called: not while a hard limit of calls, or of any other metric called {@code tool.…}, is used up. Billing-service
 * counts and says so a second or two later; here nothing is counted.
 */
@ApplicationScoped
public class CallLimits {
    private static final String OURS = "tool.";
    /** As long as chat-service keeps what it knows of plans. */
    private static final Duration KEPT = Duration.ofMillis(500);

    private static final String FIND = "select data from entitlement_snapshot where tenant_id = $1";
    private static final String SENTENCE = "The plan's tool calls of this period are used up.";

    private final Tenancy tenancy;
    private final AllowanceConfig config;
    private final InstantSource clock;
    private final TenantCache<TenantId, Optional<EntitlementsChanged>> plans;

    CallLimits(Tenancy tenancy, AllowanceConfig config, InstantSource clock) {
        this.tenancy = tenancy;
        this.config = config;
        this.clock = clock;
        this.plans = new TenantCache<>(this::load, KEPT);
    }

    /** With what a new call is refused, 402 {@code plan-limit-exceeded}; empty when it may be made. Ask while no connection is held. */
    public Uni<Optional<Refusal>> refusal(TenantId tenant) {
        return plans.get(tenant).map(plan -> plan.flatMap(this::judge));
    }

    void forget(TenantId tenant) {
        plans.forget(tenant);
    }

    private Optional<Refusal> judge(EntitlementsChanged plan) {
        var now = clock.instant();
        return plan.exhausted().stream()
                .filter(limit -> isOurs(limit.metric()) && limit.holds(now))
                .findFirst()
                .map(this::used)
                .or(() -> plan.limits().stream()
                        .filter(CallLimits::closes)
                        .findFirst()
                        .map(limit -> refusal(limit.metric(), 0, 0)));
    }

    /** Of nothing there is no more to be counted. */
    private static boolean closes(Limit limit) {
        return isOurs(limit.metric()) && limit.hard() && Long.valueOf(0).equals(limit.amount());
    }

    private static boolean isOurs(String metric) {
        return metric.startsWith(OURS);
    }

    private Refusal used(Exhausted limit) {
        return refusal(limit.metric(), limit.limit(), limit.used()).with("resets_at", limit.until());
    }

    private Refusal refusal(String metric, long limit, long used) {
        return new Refusal("plan-limit-exceeded", 402, SENTENCE)
                .with("metric", metric)
                .with("limit", limit)
                .with("used", used)
                .with("upgrade_url", config.upgradeUrl())
                .with("message", SENTENCE);
    }

    private Uni<Optional<EntitlementsChanged>> load(TenantId tenant) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(tenant.value()))
                        .map(rows -> rows.size() == 0
                                ? Optional.empty()
                                : Optional.of(read(
                                        rows.iterator().next().getValue("data").toString()))));
    }

    private static EntitlementsChanged read(String json) {
        try {
            return EventJson.mapper().readValue(json, EntitlementsChanged.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored snapshot can be read", e);
        }
    }
}
