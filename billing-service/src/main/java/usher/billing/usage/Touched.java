package usher.billing.usage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import usher.contracts.id.TenantId;

/**
 * Whose usage this process has recorded since it was last asked, and of how long ago. It costs the ledger an entry of a
 * map for each tenant of a batch; what a crash forgets here, its readers make up for.
 */
@ApplicationScoped
public class Touched {
    private Map<TenantId, Instant> earliest = new HashMap<>();

    void by(LedgerLines lines) {
        var batch = new HashMap<TenantId, Instant>();
        lines.lines().forEach(line -> batch.merge(line.tenant(), line.time(), Touched::earlier));
        add(batch);
    }

    /** By tenant, the time of the earliest event; they are the caller's from now on. */
    public synchronized Map<TenantId, Instant> take() {
        var taken = earliest;
        earliest = new HashMap<>();
        return taken;
    }

    /** Also to give back what could not be looked at. */
    public synchronized void add(Map<TenantId, Instant> touched) {
        touched.forEach((tenant, time) -> earliest.merge(tenant, time, Touched::earlier));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
