package usher.tool.allowance;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.EventJson;
import usher.contracts.event.Limit;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Whether a tenant's plan has room for one more, or opens something at all. */
@ApplicationScoped
public class Allowances {
    private static final String CUSTOM_TOOLS = "custom_tools";
    private static final String CLOSED = "false";
    /** One addition to a tenant at a time, so that two do not take the last place. */
    private static final String ALONE =
            "select cast(pg_advisory_xact_lock(hashtext('allowance'), hashtext(:tenant)) as text)";

    private static final String FIND = "select cast(data as text) from entitlement_snapshot where tenant_id = :tenant";

    private final Tenancy tenancy;
    private final AllowanceConfig config;
    private final LimitWarnings warnings;

    Allowances(Tenancy tenancy, AllowanceConfig config, LimitWarnings warnings) {
        this.tenancy = tenancy;
        this.config = config;
        this.warnings = warnings;
    }

    /**
     * Within the transaction that adds one, before it does. Refuses with 402 {@code plan-limit-exceeded} at a hard limit, and
     * notes a warning for the answer at a soft one.
     */
    public Uni<Void> take(TenantId tenant, Counted counted) {
        return Panache.getSession()
                .chain(session -> session.flush()
                        .chain(() -> session.createNativeQuery(ALONE, String.class)
                                .setParameter("tenant", tenant.toString())
                                .getSingleResult())
                        .chain(() -> entitlements(session, tenant))
                        .map(found -> found.flatMap(plan -> limit(plan, counted.metric())))
                        .chain(limit -> limit.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : session.createNativeQuery(counted.count(), Long.class)
                                        .setParameter("tenant", tenant.value())
                                        .getSingleResult()
                                        .invoke(used -> judge(counted, limit.get(), used))
                                        .replaceWithVoid()));
    }

    /** Refuses with 403 {@code feature-not-in-plan} tools of the tenant's own where its plan closes them. */
    public Uni<Void> requireOwnTools(TenantId tenant) {
        return tenancy.in(tenant, () -> Panache.getSession().chain(session -> entitlements(session, tenant)))
                .invoke(found -> {
                    if (found.isPresent()
                            && CLOSED.equals(found.get().features().get(CUSTOM_TOOLS))) {
                        throw closed();
                    }
                })
                .replaceWithVoid();
    }

    private void judge(Counted counted, Limit limit, long used) {
        long amount = limit.amount() == null ? Long.MAX_VALUE : limit.amount();
        if (used < amount) {
            return;
        }
        if (!limit.hard()) {
            warnings.add(counted.metric(), amount, used + 1);
            return;
        }
        throw new Refusal("plan-limit-exceeded", 402, counted.sentence())
                .with("metric", counted.metric())
                .with("limit", amount)
                .with("used", used)
                .with("upgrade_url", config.upgradeUrl())
                .with("message", counted.sentence() + " Remove one, or change the plan.");
    }

    private Refusal closed() {
        var sentence = "The plan does not include tools of your own.";
        return new Refusal("feature-not-in-plan", 403, sentence)
                .with("feature", CUSTOM_TOOLS)
                .with("upgrade_url", config.upgradeUrl())
                .with("message", sentence);
    }

    private static Optional<Limit> limit(EntitlementsChanged plan, String metric) {
        return plan.limits().stream()
                .filter(limit -> limit.metric().equals(metric) && limit.amount() != null)
                .findFirst();
    }

    private static Uni<Optional<EntitlementsChanged>> entitlements(Mutiny.Session session, TenantId tenant) {
        return session.createNativeQuery(FIND, String.class)
                .setParameter("tenant", tenant.value())
                .getResultList()
                .map(found -> found.stream().findFirst().map(Allowances::read));
    }

    private static EntitlementsChanged read(String json) {
        try {
            return EventJson.mapper().readValue(json, EntitlementsChanged.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored snapshot can be read", e);
        }
    }
}
