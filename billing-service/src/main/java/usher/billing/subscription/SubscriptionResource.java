package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ChangeId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** A tenant's subscription. Its administrators choose among the plans on offer; what is agreed is the platform's to enter. */
@Path("/api/v1/billing/subscription")
public class SubscriptionResource {
    private final SubscriptionService subscriptions;
    private final Moves moves;
    private final Overuse overuse;
    private final BillingMonths months;
    private final CurrentCaller caller;
    private final InstantSource clock;

    SubscriptionResource(
            SubscriptionService subscriptions,
            Moves moves,
            Overuse overuse,
            BillingMonths months,
            CurrentCaller caller,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.moves = moves;
        this.overuse = overuse;
        this.months = months;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The subscription and what it allows now")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<SubscriptionView> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        return show(subscriptions.standing(caller.tenant(tenant)));
    }

    @PUT
    @Operation(summary = "Put a tenant on a plan at once, with agreed limits where the plan is negotiable")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<SubscriptionView> change(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid ChangeSubscription wanted) {
        return show(subscriptions.change(caller.tenant(tenant), wanted));
    }

    @POST
    @Path("/changes")
    @Idempotent
    @Operation(
            summary = "Change the plan or the seats, now or later",
            description =
                    "Replaces what was scheduled. warnings name the new limits that are exceeded. 400 plan-unknown, when-invalid; 402 payment-required where plans that cost money need a payment method that works, or approval; 409 plan-disabled, trial-unavailable, subscription-ended.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<RestResponse<SubscriptionView>> choose(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid ChoosePlan wanted) {
        return show(moves.choose(caller.tenant(tenant), wanted, ofPlatform(), by()))
                .map(RestResponse::ok);
    }

    @POST
    @Path("/changes/preview")
    @Operation(
            summary = "What a change would bring and cost, with warnings; nothing is changed",
            description =
                    "costs.this_period is what the running period comes to with and without it, usage so far and before tax; costs.whole_month a later month on the plan without usage. 400 plan-unknown, when-invalid; 409 plan-disabled, trial-unavailable.")
    @Accepts(value = Credential.MEMBER, role = Role.ANALYST)
    public Uni<ChangePreview> weigh(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid ChoosePlan wanted) {
        return moves.weigh(caller.tenant(tenant), wanted, ofPlatform());
    }

    @GET
    @Path("/changes")
    @Operation(summary = "All changes, scheduled ones too, the newest first")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<ChangeView>> history(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        var whose = caller.tenant(tenant);
        var before = page.startingAfter(ChangeId::fromString);
        return subscriptions
                .standing(whose)
                .chain(() -> subscriptions.history(whose, before, page.fetch()))
                .map(found -> Page.of(
                        found.stream()
                                .map(phase -> ChangeView.of(phase, clock.instant()))
                                .toList(),
                        page,
                        view -> view.id().toString()));
    }

    @DELETE
    @Path("/changes/{change}")
    @Operation(summary = "Take back a scheduled change", description = "404 when there is none that is still to come.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<Void> withdraw(@PathParam("change") ChangeId change, @QueryParam("tenant") @Nullable TenantId tenant) {
        return subscriptions.withdraw(caller.tenant(tenant), change);
    }

    @PUT
    @Path("/state")
    @Operation(
            summary = "Pause, cancel or resume, now or later",
            description = "Replaces what was scheduled. 400 when-invalid; 409 subscription-ended.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    public Uni<SubscriptionView> rest(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid ChangeState wanted) {
        return show(moves.rest(caller.tenant(tenant), wanted, by()));
    }

    @PUT
    @Path("/approval")
    @Operation(
            summary = "Let a tenant choose plans that cost money by itself, or not",
            description =
                    "It matters where usher.billing.subscription.self-service is free and the tenant keeps no payment method that works.")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<SubscriptionView> approve(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid Approval wanted) {
        return show(subscriptions.approve(caller.tenant(tenant), wanted.approved()));
    }

    private boolean ofPlatform() {
        return caller.get().ownTenant() == null;
    }

    private String by() {
        return caller.member().id().toString();
    }

    private Uni<SubscriptionView> show(Uni<Standing> standing) {
        return standing.chain(found -> {
            var tenant = found.subscription().tenant();
            return overuse.of(tenant, found.told().limits())
                    .chain(over -> months.current(tenant).map(month -> SubscriptionView.of(found, month, over)));
        });
    }
}
