package usher.tool.invocation.endpoint;

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
public class Endpoints {
    private final Tenancy tenancy;
    private final TenantTools tools;
    private final TenantCache<Name, Optional<Endpoint>> known = new TenantCache<>(this::load);

    Endpoints(Tenancy tenancy, TenantTools tools) {
        this.tenancy = tenancy;
        this.tools = tools;
    }

    private record Name(TenantId tenant, String tool) {}

    public Uni<Optional<Endpoint>> of(TenantId tenant, String tool) {
        return known.get(new Name(tenant, tool));
    }

    void forget(@Observes ToolsTouched touched) {
        known.forgetAll();
    }

    private Uni<Optional<Endpoint>> load(Name name) {
        return tenancy.sql(name.tenant(), connection -> tools.endpoint(connection, name.tenant(), name.tool()))
                .map(Optional::ofNullable);
    }
}
