package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** A visitor's own use. What it may buy more of, billing-service says. */
@Path("/api/v1/chat/usage")
public class VisitorUsageResource {
    private final VisitorDays days;
    private final CurrentCaller caller;

    VisitorUsageResource(VisitorDays days, CurrentCaller caller) {
        this.days = days;
        this.caller = caller;
    }

    @GET
    @Path("/today")
    @Operation(
            summary = "What the visitor has used today, and when that begins anew",
            description =
                    "Answered messages and tokens of the tenant's running day, and how many messages are left where visitors have limits of their own. 401 without a visitor's token.")
    @Accepts(Credential.VISITOR)
    public Uni<VisitorDay> today() {
        var visitor = caller.visitor();
        return days.of(visitor.tenant(), visitor.id());
    }
}
