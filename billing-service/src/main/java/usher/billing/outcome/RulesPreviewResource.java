package usher.billing.outcome;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonth;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** Tries other outcome rules on a month that was. */
@Path("/api/v1/billing/outcome-rules/previews")
public class RulesPreviewResource {
    private final RulesPreviews previews;
    private final BillingMonths months;
    private final CurrentCaller caller;

    RulesPreviewResource(RulesPreviews previews, BillingMonths months, CurrentCaller caller) {
        this.previews = previews;
        this.months = months;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary = "What a tenant's month would have come to under other rules",
            description =
                    "As if the terms had always been in force: counts by metric, the first 100 episodes that would count otherwise, and the money by the plans that were in force. Nothing is changed or kept. 400 terms-invalid, month-invalid; 409 preview-too-large.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<RulesPreview> preview(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid PreviewRules wanted) {
        var whose = caller.tenant(tenant);
        wanted.judging();
        var month = wanted.wanted();
        return months.current(whose).chain(now -> previews.of(whose, new BillingMonth(month, now.zone()), wanted));
    }
}
