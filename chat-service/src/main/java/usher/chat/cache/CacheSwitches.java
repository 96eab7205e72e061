package usher.chat.cache;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantCache;

/** Which tenants want answers to be given again. */
@ApplicationScoped
class CacheSwitches {
    private static final String FIND = "select enabled from cache_switch where tenant_id = $1";
    private static final String STORE = """
            insert into cache_switch (tenant_id, enabled) values ($1, $2)
            on conflict (tenant_id) do update set enabled = excluded.enabled, updated_at = now()
            """;

    private final Tenancy tenancy;
    private final CacheConfig config;
    private final TenantCache<TenantId, Boolean> cache;

    CacheSwitches(Tenancy tenancy, CacheConfig config) {
        this.tenancy = tenancy;
        this.config = config;
        this.cache = new TenantCache<>(this::load);
    }

    Uni<Boolean> isOn(TenantId tenant) {
        return cache.get(tenant);
    }

    Uni<Void> turn(TenantId tenant, boolean on) {
        return tenancy.sql(tenant, connection -> connection.preparedQuery(STORE).execute(Tuple.of(tenant.value(), on)))
                .invoke(() -> cache.forget(tenant))
                .replaceWithVoid();
    }

    private Uni<Boolean> load(TenantId tenant) {
        return tenancy.sql(
                tenant,
                connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(tenant.value()))
                        .map(rows -> rows.size() == 0
                                ? config.enabled()
                                : rows.iterator().next().getBoolean("enabled")));
    }
}
