package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
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
class InvocationResource {
    private final Invocations invocations;
    private final CurrentCaller caller;

    InvocationResource(Invocations invocations, CurrentCaller caller) {
        this.invocations = invocations;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    public Uni<Page<InvocationView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("conversation") @Nullable ConversationId conversation,
            @Valid @BeanParam PageRequest page) {
        var after = page.startingAfter(InvocationId::fromString);
        return invocations
                .page(caller.tenant(tenant), conversation, after, page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }
}
