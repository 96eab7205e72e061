package usher.billing.alert;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.AlertId;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Thresholds that a tenant sets for itself, beside those at 80 and 100 % of each of its limits, and what was reached. */
@Path("/api/v1/billing/alerts")
public class AlertResource {
    private final Alerts alerts;
    private final BillingMonths months;
    private final CurrentCaller caller;

    AlertResource(Alerts alerts, BillingMonths months, CurrentCaller caller) {
        this.alerts = alerts;
        this.months = months;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "A tenant's own alerts",
            description = "Alerts at 80 and 100 % of each limit of a day or a month are everybody's and not listed.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<AlertView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        var whose = caller.tenant(tenant);
        var after = page.startingAfter(AlertId::fromString);
        return months.current(whose)
                .chain(() -> alerts.page(whose, after, page.fetch()))
                .map(found -> Page.of(found, page, view -> view.id().toString()));
    }

    @POST
    @Idempotent
    @Operation(
            summary = "Set an alert",
            description =
                    "usage: percent of the limit, or an amount, of a metric (tokens and cost are sums over all). cost: micro-dollars. charge: what the month comes to before tax, in minor units. wallet: a balance that is fallen to. Raised once for each threshold and period; at once when it has been reached already. 400 alert-invalid; 409 alerts-too-many.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ADMIN)
    public Uni<RestResponse<AlertView>> add(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid SetAlert wanted) {
        var whose = caller.tenant(tenant);
        wanted.check();
        return months.current(whose)
                .chain(() -> alerts.add(whose, wanted))
                .map(added -> RestResponse.status(Status.CREATED, added));
    }

    @GET
    @Path("/raised")
    @Operation(
            summary = "Alerts that were raised, the newest first",
            description = "Those that everybody has are without alert.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<Page<RaisedView>> raised(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        var whose = caller.tenant(tenant);
        var after = page.startingAfter(EventId::fromString);
        return months.current(whose)
                .chain(() -> alerts.raised(whose, after, page.fetch()))
                .map(found -> Page.of(
                        found.stream().map(RaisedView::of).toList(),
                        page,
                        view -> view.id().toString()));
    }

    @GET
    @Path("/{alert}")
    @Operation(summary = "One of a tenant's own alerts")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ANALYST)
    public Uni<AlertView> get(@PathParam("alert") AlertId alert, @QueryParam("tenant") @Nullable TenantId tenant) {
        return alerts.find(caller.tenant(tenant), alert);
    }

    @PUT
    @Path("/{alert}")
    @Operation(
            summary = "Change an alert",
            description =
                    "Another threshold is another alert: it is raised although the old one was. 400 alert-invalid.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ADMIN)
    public Uni<AlertView> change(
            @PathParam("alert") AlertId alert,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid SetAlert wanted) {
        var whose = caller.tenant(tenant);
        return alerts.find(whose, alert).invoke(wanted::check).chain(() -> alerts.change(whose, alert, wanted));
    }

    @DELETE
    @Path("/{alert}")
    @Operation(summary = "Remove an alert", description = "What it raised stays in the history.")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ADMIN)
    public Uni<Void> remove(@PathParam("alert") AlertId alert, @QueryParam("tenant") @Nullable TenantId tenant) {
        return alerts.remove(caller.tenant(tenant), alert);
    }
}
