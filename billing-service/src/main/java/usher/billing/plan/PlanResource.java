package usher.billing.plan;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.tenant.Tenancy;

/** The plans that a tenant can be put on. */
@Path("/api/v1/billing/plans")
public class PlanResource {
    private final Plans plans;
    private final Tenancy tenancy;

    PlanResource(Plans plans, Tenancy tenancy) {
        this.plans = plans;
        this.tenancy = tenancy;
    }

    /** All plans, each in its newest version: too few to be cut into pages, but in the shape of every list. */
    @GET
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<PlanView>> list() {
        return tenancy.across(plans::newest)
                .map(found ->
                        new Page<>("list", found.stream().map(PlanView::of).toList(), false, null));
    }
}
