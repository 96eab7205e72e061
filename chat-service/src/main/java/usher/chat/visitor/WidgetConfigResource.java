package usher.chat.visitor;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshot;
import usher.kit.tenant.TenantSnapshots;

/** What the widget asks before it shows itself. */
@Path("/api/v1/chat/config")
public class WidgetConfigResource {
    private final TenantSnapshots tenants;
    private final CurrentCaller caller;

    WidgetConfigResource(TenantSnapshots tenants, CurrentCaller caller) {
        this.tenants = tenants;
        this.caller = caller;
    }

    @GET
    @Accepts({Credential.PUBLISHABLE_KEY, Credential.VISITOR})
    @Operation(summary = "What the widget shows itself by")
    public Uni<WidgetConfig> get() {
        return tenants.find(caller.tenant()).map(tenant -> {
            if (tenant == null) {
                throw Refusal.notFound();
            }
            return config(tenant);
        });
    }

    private static WidgetConfig config(TenantSnapshot tenant) {
        var branding = tenant.branding();
        return new WidgetConfig(
                tenant.name(),
                branding.displayName(),
                branding.primaryColor(),
                branding.greeting(),
                branding.position(),
                branding.suggestions(),
                tenant.locale());
    }
}
