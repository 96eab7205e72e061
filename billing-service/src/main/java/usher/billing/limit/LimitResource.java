package usher.billing.limit;

import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** Whether there is room for more: asked by tenants' servers before they let more of their own happen. */
@Path("/api/v1/billing/limits")
public class LimitResource {
    private final LimitStandings standings;
    private final CurrentCaller caller;

    LimitResource(LimitStandings standings, CurrentCaller caller) {
        this.standings = standings;
        this.caller = caller;
    }

    /** A plan has some dozens of limits at most, so all are given at once. */
    record Standings(TenantId tenant, List<LimitStanding> limits) {}

    @GET
    @Operation(
            summary = "Limits, what is used of each and what is left",
            description =
                    "All limits of the plan, or that of one metric, which is unlimited where the plan names none. Whatever was recorded before the question is counted. allowed is false when a hard limit is used up; a soft one only warns. What is counted as it stands (tools, integrations, seats) has no resets_at. 404 for a tenant that is not known.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Standings> standings(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("metric") @Nullable @Size(min = 1, max = 100) String metric) {
        var whose = caller.tenant(tenant);
        return standings.of(whose, metric).map(found -> new Standings(whose, found));
    }
}
