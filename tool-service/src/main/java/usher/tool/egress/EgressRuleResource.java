package usher.tool.egress;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.EgressRuleId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** The hosts that a tenant's tools may call. While the list is empty they may call any that the platform allows. */
@Path("/api/v1/tools/egress-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class EgressRuleResource {
    private final EgressRules rules;
    private final CurrentCaller caller;

    EgressRuleResource(EgressRules rules, CurrentCaller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "List the hosts that tools may call",
            description = "While there are none they may call every host that the platform allows.")
    public Uni<Page<EgressRuleView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return rules.page(caller.tenant(tenant), page.startingAfter(EgressRuleId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @POST
    @Idempotent
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Allow a host",
            description =
                    "From the first on, all others are refused. 409 host-listed, too-many-rules (100 at" + " most).")
    public Uni<RestResponse<EgressRuleView>> add(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid AllowHost wanted) {
        return rules.add(caller.tenant(tenant), wanted.rule()).map(added -> RestResponse.status(Status.CREATED, added));
    }

    @DELETE
    @Path("{id}")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(
            summary = "Take a host off the list",
            description = "When the last one goes, every host that the platform allows may be called again.")
    public Uni<Void> remove(@PathParam("id") EgressRuleId rule, @QueryParam("tenant") @Nullable TenantId tenant) {
        return rules.remove(caller.tenant(tenant), rule);
    }
}
