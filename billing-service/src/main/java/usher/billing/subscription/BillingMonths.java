package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;

/** Months in the time zones of tenants. */
@ApplicationScoped
public class BillingMonths {
    private final TenantSnapshots tenants;
    private final InstantSource clock;

    BillingMonths(TenantSnapshots tenants, InstantSource clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** The month that the tenant is in now; a tenant that is not known is not found. */
    public Uni<BillingMonth> current(TenantId tenant) {
        return tenants.find(tenant)
                .onItem()
                .ifNull()
                .failWith(Refusal::notFound)
                .map(snapshot -> BillingMonth.at(clock.instant(), zone(snapshot.timeZone())));
    }

    /** A zone that this JDK does not know counts as UTC: a report in a near time zone beats none. */
    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
