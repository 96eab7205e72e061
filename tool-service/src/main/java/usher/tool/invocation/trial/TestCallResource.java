package usher.tool.invocation.trial;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** Tries a tenant's tool out. */
@Path("/api/v1/tools/tenant-tools/{tool}/test")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Calls")
class TestCallResource {
    private final TestCalls tests;
    private final CurrentCaller caller;

    TestCallResource(TestCalls tests, CurrentCaller caller) {
        this.tests = tests;
        this.caller = caller;
    }

    /** Goes on when the member hangs up: what the tool has done must be stored. */
    @POST
    @Cancellable(false)
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Try a tool out",
            description =
                    "Calls the tool for real, switched on or not, and shows the status, the body as it came, and what a"
                            + " model would be told. With dry_run nothing is sent: it shows the request, without what is secret in it. A test"
                            + " is in the log as one, is not metered, and belongs to no conversation; whoever makes it confirms it.")
    public Uni<TestView> test(
            @PathParam("tool") ToolId tool,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid TestTool test) {
        return tests.run(caller.tenant(tenant), caller.member().id(), tool, test);
    }
}
