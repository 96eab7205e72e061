package usher.admin.notice.webhook;

import static usher.kit.access.Credential.MEMBER;
import static usher.kit.access.Credential.SECRET_KEY;

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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.admin.notice.Redeliveries;
import usher.admin.notice.Redelivery;
import usher.contracts.id.TenantId;
import usher.contracts.id.WebhookEndpointId;
import usher.kit.access.Accepts;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Webhook endpoints over HTTP. */
@Path("/api/v1/admin/webhook-endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhook endpoints", description = "Where a tenant's own systems are told of what happens.")
class EndpointResource {
    private final Endpoints endpoints;
    private final Redeliveries redeliveries;
    private final CurrentCaller caller;

    EndpointResource(Endpoints endpoints, Redeliveries redeliveries, CurrentCaller caller) {
        this.endpoints = endpoints;
        this.redeliveries = redeliveries;
        this.caller = caller;
    }

    @GET
    @Accepts({MEMBER, SECRET_KEY})
    @Operation(summary = "List webhook endpoints", description = "By age, without their secrets.")
    public Uni<Page<EndpointView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return endpoints
                .page(caller.tenant(tenant), page.startingAfter(WebhookEndpointId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @POST
    @Idempotent
    @Accepts(
            value = {MEMBER, SECRET_KEY},
            role = Role.ADMIN)
    @APIResponseSchema(value = IssuedEndpoint.class, responseCode = "201")
    @Operation(summary = "Add a webhook endpoint", description = "Its secret is shown only here.")
    @APIResponse(
            responseCode = "400",
            description = "The URL may not be called (url-not-allowed), or a field is wrong.")
    @APIResponse(responseCode = "409", description = "There are too many: too-many-endpoints.")
    public Uni<RestResponse<IssuedEndpoint>> create(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid SaveEndpoint wanted) {
        return endpoints.create(caller.tenant(tenant), wanted).map(made -> RestResponse.status(Status.CREATED, made));
    }

    @GET
    @Path("{endpoint}")
    @Accepts({MEMBER, SECRET_KEY})
    @Operation(summary = "Read a webhook endpoint")
    public Uni<EndpointView> get(
            @PathParam("endpoint") WebhookEndpointId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return endpoints.get(caller.tenant(tenant), id);
    }

    @PUT
    @Path("{endpoint}")
    @Accepts(
            value = {MEMBER, SECRET_KEY},
            role = Role.ADMIN)
    @Operation(
            summary = "Change a webhook endpoint",
            description = "Disabling it ends what waits for it. Enabling it forgets that it had failed.")
    @APIResponse(
            responseCode = "400",
            description = "The URL may not be called (url-not-allowed), or a field is wrong.")
    public Uni<EndpointView> change(
            @PathParam("endpoint") WebhookEndpointId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid SaveEndpoint wanted) {
        return endpoints.change(caller.tenant(tenant), id, wanted);
    }

    @DELETE
    @Path("{endpoint}")
    @Accepts(
            value = {MEMBER, SECRET_KEY},
            role = Role.ADMIN)
    @Operation(summary = "Delete a webhook endpoint", description = "With the log of what it was sent.")
    public Uni<Void> delete(
            @PathParam("endpoint") WebhookEndpointId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return endpoints.delete(caller.tenant(tenant), id);
    }

    @POST
    @Path("{endpoint}/secret/rotate")
    @Idempotent
    @Accepts(
            value = {MEMBER, SECRET_KEY},
            role = Role.ADMIN)
    @Operation(
            summary = "Replace an endpoint's secret",
            description = "The new one is shown only here. For 24 hours both sign.")
    public Uni<IssuedEndpoint> rotate(
            @PathParam("endpoint") WebhookEndpointId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return endpoints.rotate(caller.tenant(tenant), id);
    }

    @POST
    @Path("{endpoint}/test")
    @Idempotent
    @Accepts(
            value = {MEMBER, SECRET_KEY},
            role = Role.ADMIN)
    @APIResponseSchema(value = TestView.class, responseCode = "202")
    @Operation(
            summary = "Send webhook.tested to an endpoint",
            description = "Whatever it wants to hear of. The notice that is answered tells what came of it.")
    @APIResponse(responseCode = "409", description = "The endpoint is not enabled: endpoint-disabled.")
    public Uni<RestResponse<TestView>> test(
            @PathParam("endpoint") WebhookEndpointId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return endpoints.test(caller.tenant(tenant), id).map(sent -> RestResponse.status(Status.ACCEPTED, sent));
    }

    @POST
    @Path("{endpoint}/redeliver")
    @Idempotent
    @Accepts(
            value = {MEMBER, SECRET_KEY},
            role = Role.ADMIN)
    @APIResponseSchema(value = Redelivery.class, responseCode = "202")
    @Operation(
            summary = "Send an endpoint the notices of a range of time again",
            description = "Those it wants to hear of that never reached it, or all. At most 10,000 at once.")
    @APIResponse(responseCode = "409", description = "The endpoint is not enabled: endpoint-disabled.")
    public Uni<RestResponse<Redelivery>> redeliver(
            @PathParam("endpoint") WebhookEndpointId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid RedeliverRange range) {
        return redeliveries
                .between(caller.tenant(tenant), id, range.since(), range.until(), range.all())
                .map(again -> RestResponse.status(Status.ACCEPTED, again));
    }
}
