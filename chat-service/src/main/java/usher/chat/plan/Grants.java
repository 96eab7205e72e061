package usher.chat.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.EventJson;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantCache;

/** Knows what each tenant's plan opens, a second after it has changed at the latest. */
@ApplicationScoped
public class Grants {
    private static final String FIND = "select data from entitlement_snapshot where tenant_id = $1";

    private final Tenancy tenancy;
    private final PlanConfig config;
    private final TenantCache<TenantId, Grant> cache;

    Grants(Tenancy tenancy, PlanConfig config) {
        this.tenancy = tenancy;
        this.config = config;
        this.cache = new TenantCache<>(this::load);
    }

    public Uni<Grant> of(TenantId tenant) {
        return cache.get(tenant);
    }

    /** Refuses with 403 {@code feature-not-in-plan} what the plan closes. */
    public Uni<Void> require(TenantId tenant, Feature feature) {
        return of(tenant)
                .invoke(grant -> {
                    if (!grant.opens(feature)) {
                        throw closed(feature.key(), feature.sentence());
                    }
                })
                .replaceWithVoid();
    }

    /** As above for a model provider; what it says is what was told last, not a second ago. */
    public Uni<Void> requireProvider(TenantId tenant, String provider) {
        return load(tenant)
                .invoke(grant -> {
                    if (!grant.provides(provider)) {
                        throw closed("provider." + provider, "The plan does not include models of " + provider + ".");
                    }
                })
                .replaceWithVoid();
    }

    private Refusal closed(String feature, String sentence) {
        return new Refusal("feature-not-in-plan", 403, sentence)
                .with("feature", feature)
                .with("upgrade_url", config.upgradeUrl())
                .with("message", sentence);
    }

    private Uni<Grant> load(TenantId tenant) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(tenant.value()))
                        .map(rows -> rows.size() == 0
                                ? Grant.ALL
                                : read(rows.iterator().next().getJsonObject("data"))));
    }

    private static Grant read(JsonObject json) {
        try {
            return Grant.of(EventJson.mapper().readValue(json.encode(), EntitlementsChanged.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored snapshot can be read", e);
        }
    }
}
