package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.chat.subscriber.VisitorGrants;
import usher.contracts.id.TenantId;
import usher.kit.tenant.TenantSnapshot;
import usher.kit.tenant.TenantSnapshots;

/** What binds a tenant's askers, in the tenant's own calendar. */
@ApplicationScoped
class Plans {
    private final Entitlements entitlements;
    private final VisitorGrants visitors;
    private final TenantSnapshots tenants;
    private final LimitConfig config;
    private final InstantSource clock;

    Plans(
            Entitlements entitlements,
            VisitorGrants visitors,
            TenantSnapshots tenants,
            LimitConfig config,
            InstantSource clock) {
        this.entitlements = entitlements;
        this.visitors = visitors;
        this.tenants = tenants;
        this.config = config;
        this.clock = clock;
    }

    /** Absent until billing-service has said what the tenant may do. */
    Uni<Optional<Terms>> of(TenantId tenant, Asker asker) {
        return Uni.combine()
                .all()
                .unis(
                        entitlements.of(tenant),
                        tenants.find(tenant),
                        visitors.of(tenant, asker.subscriber(), clock.instant()))
                .asTuple()
                .map(known -> known.getItem1()
                        .map(plan -> Terms.of(
                                plan, known.getItem3(), zone(known.getItem2()), asker, config, clock.instant())));
    }

    private static ZoneId zone(@Nullable TenantSnapshot tenant) {
        return ZoneId.of(tenant == null ? "UTC" : tenant.timeZone());
    }
}
