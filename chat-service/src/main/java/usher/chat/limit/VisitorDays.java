package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.chat.subscriber.VisitorGrants;
import usher.contracts.event.Metric;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.tenant.TenantSnapshot;
import usher.kit.tenant.TenantSnapshots;

/** Counts a visitor's running day from the receipts, as admission does when it counts anew. */
@ApplicationScoped
class VisitorDays {
    private final VisitorGrants grants;
    private final TenantSnapshots tenants;
    private final Totals totals;
    private final InstantSource clock;

    VisitorDays(VisitorGrants grants, TenantSnapshots tenants, Totals totals, InstantSource clock) {
        this.grants = grants;
        this.tenants = tenants;
        this.totals = totals;
        this.clock = clock;
    }

    Uni<VisitorDay> of(TenantId tenant, VisitorId visitor) {
        return Uni.combine()
                .all()
                .unis(grants.of(tenant, visitor, clock.instant()), tenants.find(tenant))
                .asTuple()
                .chain(known -> day(tenant, visitor, known.getItem1(), zone(known.getItem2())));
    }

    private Uni<VisitorDay> day(TenantId tenant, VisitorId visitor, Optional<VisitorGrant> grant, ZoneId zone) {
        var now = clock.instant();
        var limit = grant.map(VisitorGrant::messagesPerDay).orElse(null);
        var account = Account.of(tenant, visitor, limit, zone, now);
        return totals.of(account, now)
                .map(counted -> counted.getJsonObject("totals"))
                .map(counted -> VisitorDay.of(
                        LocalDate.ofInstant(now, zone),
                        zone.getId(),
                        amount(counted, Metric.MESSAGES),
                        limit,
                        amount(counted, Spent.TOKENS),
                        account.end()));
    }

    private static long amount(JsonObject counted, String metric) {
        return Attempt.number(counted, metric);
    }

    private static ZoneId zone(@Nullable TenantSnapshot tenant) {
        return ZoneId.of(tenant == null ? "UTC" : tenant.timeZone());
    }
}
