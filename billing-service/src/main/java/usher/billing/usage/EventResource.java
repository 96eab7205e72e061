package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.subscription.BillingMonths;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** Usage that tenants measure themselves, and corrections. */
@Path("/api/v1/billing/events")
public class EventResource {
    private final Meter meter;
    private final BillingMonths months;
    private final CurrentCaller caller;

    EventResource(Meter meter, BillingMonths months, CurrentCaller caller) {
        this.meter = meter;
        this.months = months;
        this.caller = caller;
    }

    @POST
    @Consumes({"application/json", "application/cloudevents-batch+json"})
    @Operation(
            summary = "Record usage",
            description =
                    "1 to 1,000 CloudEvents, all or none; their type is the metric. An event with the source and the id of one before is known and changes nothing, however long ago that was; so a batch may be sent again. A correction is a new event with a negative quantity. 400 event-invalid names the event by a JSON pointer.")
    @Accepts(
            value = {Credential.SECRET_KEY, Credential.MEMBER},
            role = Role.ADMIN)
    public Uni<Meter.Taken> take(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull List<@Nullable MeterEvent> events) {
        var whose = caller.tenant(tenant);
        boolean trusted = caller.get().ownTenant() == null;
        return months.current(whose).chain(() -> meter.take(whose, events, trusted));
    }
}
