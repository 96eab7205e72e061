package usher.billing.summary;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** Whether a tenant wants a mail of what it used on each day. */
@Path("/api/v1/billing/daily-summary")
public class SummaryResource {
    private final SummarySettings settings;
    private final BillingMonths months;
    private final CurrentCaller caller;

    SummaryResource(SummarySettings settings, BillingMonths months, CurrentCaller caller) {
        this.settings = settings;
        this.months = months;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Whether and when the daily summary is sent")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<SummarySetting> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        var whose = caller.tenant(tenant);
        return months.current(whose).chain(() -> settings.get(whose));
    }

    @PUT
    @Operation(
            summary = "Say whether and when the daily summary is sent",
            description = "A day without usage has none. hour is from 0 to 23 on the tenant's clocks.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ADMIN)
    public Uni<SummarySetting> put(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid SummarySetting wanted) {
        var whose = caller.tenant(tenant);
        return months.current(whose).chain(month -> settings.put(whose, wanted, month.zone()));
    }
}
