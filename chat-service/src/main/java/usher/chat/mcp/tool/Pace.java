package usher.chat.mcp.tool;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import usher.chat.limit.Admission;
import usher.chat.limit.Asker;
import usher.chat.limit.Estimate;
import usher.chat.limit.Limits;
import usher.chat.limit.Refusals;
import usher.chat.limit.Spent;
import usher.contracts.id.TenantId;
import usher.kit.time.Ids;

/**
 * Holds what is no message to the tenant's rate. A plan that is used up keeps nobody from asking for people, or for what was used.
 */
@ApplicationScoped
class Pace {
    private static final String NO_OTHER_PLAN = "";

    private final Limits limits;
    private final Ids ids;

    Pace(Limits limits, Ids ids) {
        this.limits = limits;
        this.ids = ids;
    }

    <T> Uni<T> keep(TenantId tenant, Supplier<Uni<T>> act) {
        return limits.admit(tenant, new Asker(ids.next(), null, null, null), Estimate.NOTHING)
                .chain(admission -> switch (admission) {
                    case Admission.Admitted admitted ->
                        act.get().eventually(() -> limits.settle(tenant, admitted.reservation(), Spent.NOTHING));
                    case Admission.QuotaReached reached -> act.get();
                    case Admission.Held held -> act.get();
                    default -> throw Refusals.of(admission, NO_OTHER_PLAN);
                });
    }
}
