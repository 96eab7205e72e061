package usher.admin.seat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;

/** Whether a tenant has a seat for one more member. */
@ApplicationScoped
public class Seats {
    static final String METRIC = "seats";

    /** One addition to a tenant at a time, so that two do not take the last seat. */
    private static final String ALONE =
            "select cast(pg_advisory_xact_lock(hashtext('seats'), hashtext(:tenant)) as text)";

    private static final String LIMIT =
            "select amount, hard from seat_limit where tenant_id = :tenant and amount is not null";
    private static final String TAKEN = "select count(*) from member where tenant_id = :tenant and status <> 'DELETED'";

    private final SeatConfig config;

    Seats(SeatConfig config) {
        this.config = config;
    }

    /** More are taken than the plan has, which it lets pass: {@code taken} counts the new one. */
    public record Overdrawn(long limit, long taken) {
        /** As a structured field, as limits of turns are warned of. */
        public String text() {
            return "\"%s\";limit=%d;used=%d;reached=?1".formatted(METRIC, limit, taken);
        }
    }

    /**
     * Within the transaction that adds the member. Refuses with 402 {@code plan-limit-exceeded} where the limit is hard; null
     * when all is well.
     */
    public Uni<@Nullable Overdrawn> take(TenantId tenant) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ALONE, String.class)
                        .setParameter("tenant", tenant.toString())
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery(LIMIT, Object[].class)
                                .setParameter("tenant", tenant.value())
                                .getResultList())
                        .chain(limits -> limits.isEmpty()
                                ? Uni.createFrom().<Overdrawn>nullItem()
                                : session.createNativeQuery(TAKEN, Long.class)
                                        .setParameter("tenant", tenant.value())
                                        .getSingleResult()
                                        .map(taken -> judge(limits, taken))));
    }

    /** How many members a tenant has, within the transaction that asks. */
    public Uni<Integer> taken(TenantId tenant) {
        return Panache.getSession()
                .call(session -> session.flush())
                .chain(session -> session.createNativeQuery(TAKEN, Long.class)
                        .setParameter("tenant", tenant.value())
                        .getSingleResult())
                .map(Math::toIntExact);
    }

    private @Nullable Overdrawn judge(List<Object[]> limits, long taken) {
        long limit = ((Number) limits.getFirst()[0]).longValue();
        if (taken < limit) {
            return null;
        }
        if (Boolean.TRUE.equals(limits.getFirst()[1])) {
            var sentence = "All seats of the plan are taken.";
            throw new Refusal("plan-limit-exceeded", 402, sentence)
                    .with("metric", METRIC)
                    .with("limit", limit)
                    .with("used", taken)
                    .with("upgrade_url", config.upgradeUrl())
                    .with("message", sentence + " Remove a member, or change the plan or its seats.");
        }
        return new Overdrawn(limit, taken + 1);
    }
}
