package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Tenancy;
import usher.kit.tenant.TenantCache;
import usher.tool.announcement.ToolsTouched;

/** Where tenants' tools are called, remembered for a second (ADR 6). Secrets in it are sealed. */
@ApplicationScoped
class Endpoints {
    private final Tenancy tenancy;
    private final Invocations invocations;
    private final TenantCache<Name, Optional<Endpoint>> known = new TenantCache<>(this::load);

    Endpoints(Tenancy tenancy, Invocations invocations) {
        this.tenancy = tenancy;
        this.invocations = invocations;
    }

    private record Name(TenantId tenant, String tool) {}

    Uni<Optional<Endpoint>> of(TenantId tenant, String tool) {
        return known.get(new Name(tenant, tool));
    }

    void forget(@Observes ToolsTouched touched) {
        known.forgetAll();
    }

    private Uni<Optional<Endpoint>> load(Name name) {
        return tenancy.sql(name.tenant(), connection -> invocations.endpoint(connection, name.tenant(), name.tool()))
                .map(Optional::ofNullable);
    }
}
