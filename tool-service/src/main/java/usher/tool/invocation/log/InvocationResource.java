package usher.tool.invocation.log;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvocationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** What tools were asked and what they answered, newest first. */
@Path("/api/v1/tools/invocations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calls", description = "What tools were asked and what they answered.")
class InvocationResource {
    private final InvocationLog log;
    private final CurrentCaller caller;

    InvocationResource(InvocationLog log, CurrentCaller caller) {
        this.log = log;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "List calls",
            description =
                    "Newest first, tests included unless test=false. Secrets, card numbers and values of visitors'"
                            + " identities are not in arguments and results; what is very long was cut.")
    public Uni<Page<InvocationView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam InvocationFilter filter,
            @Valid @BeanParam PageRequest page) {
        var after = page.startingAfter(InvocationId::fromString);
        return log.page(caller.tenant(tenant), filter, after, page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @GET
    @Path("{invocation}")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "Read a call")
    public Uni<InvocationView> get(
            @PathParam("invocation") InvocationId invocation, @QueryParam("tenant") @Nullable TenantId tenant) {
        return log.get(caller.tenant(tenant), invocation);
    }
}
