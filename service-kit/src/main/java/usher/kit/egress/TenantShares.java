package usher.kit.egress;

import java.util.concurrent.ConcurrentHashMap;
import usher.contracts.id.TenantId;

/** How many of something each tenant holds at once, so that one cannot take what all need. Who holds none costs no memory. */
public final class TenantShares {
    private final ConcurrentHashMap<TenantId, Integer> held = new ConcurrentHashMap<>();
    private final int most;

    public TenantShares(int most) {
        if (most < 1) {
            throw new IllegalStateException("A tenant must be allowed one at least");
        }
        this.most = most;
    }

    /** Whoever was let in gives back, once. */
    public boolean take(TenantId tenant) {
        var taken = new boolean[1];
        held.compute(tenant, (key, count) -> {
            taken[0] = count == null || count < most;
            return count == null ? Integer.valueOf(1) : taken[0] ? Integer.valueOf(count + 1) : count;
        });
        return taken[0];
    }

    public void give(TenantId tenant) {
        held.computeIfPresent(tenant, (key, count) -> count == 1 ? null : count - 1);
    }
}
