package usher.billing.usage;

import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.billing.limit.LimitStanding;
import usher.billing.limit.LimitStandings;
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
    private final LimitStandings limits;
    private final BillingMonths months;
    private final CurrentCaller caller;

    EventResource(Meter meter, LimitStandings limits, BillingMonths months, CurrentCaller caller) {
        this.meter = meter;
        this.limits = limits;
        this.months = months;
        this.caller = caller;
    }

    /** As {@link Meter.Taken}, and the limits of the metrics in the batch that nothing is left of now. */
    record Recorded(long recorded, long known, List<LimitStanding> reached) {}

    @POST
    @Consumes({"application/json", "application/cloudevents-batch+json"})
    @Operation(
            summary = "Record usage",
            description =
                    "1 to 1,000 CloudEvents, all or none; their type is the metric. An event with the source and the id of one before is known and changes nothing, however long ago that was; so a batch may be sent again. A correction is a new event with a negative quantity. reached are the limits of these metrics that are used up now: nothing is refused for that, for it has happened; whether more may is for who measures to decide. 400 event-invalid names the event by a JSON pointer.")
    @Accepts(
            value = {Credential.SECRET_KEY, Credential.MEMBER},
            role = Role.ADMIN)
    public Uni<Recorded> take(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull List<@Nullable MeterEvent> events) {
        var whose = caller.tenant(tenant);
        boolean trusted = caller.get().ownTenant() == null;
        return months.current(whose)
                .chain(() -> meter.take(whose, events, trusted))
                .chain(taken -> limits.reached(whose, metrics(events))
                        .map(reached -> new Recorded(taken.recorded(), taken.known(), reached)));
    }

    private static Set<String> metrics(List<@Nullable MeterEvent> events) {
        return events.stream()
                .flatMap(event -> event == null ? Stream.empty() : Stream.ofNullable(event.type()))
                .collect(Collectors.toSet());
    }
}
