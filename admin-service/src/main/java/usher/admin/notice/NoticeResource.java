package usher.admin.notice;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.jspecify.annotations.Nullable;
import usher.contracts.id.NoticeId;
import usher.contracts.id.TenantId;
import usher.contracts.id.WebhookEndpointId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Notices over HTTP. */
@Path("/api/v1/admin/notices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices", description = "What a tenant was told of by mail and webhooks, and how that went.")
class NoticeResource {
    private final Notices notices;
    private final Redeliveries redeliveries;
    private final CurrentCaller caller;

    NoticeResource(Notices notices, Redeliveries redeliveries, CurrentCaller caller) {
        this.notices = notices;
        this.redeliveries = redeliveries;
        this.caller = caller;
    }

    @GET
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    @Operation(summary = "List notices", description = "Newest first; they are kept for 90 days.")
    public Uni<Page<NoticeView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @BeanParam NoticeFilter filter,
            @Valid @BeanParam PageRequest page) {
        return notices.page(caller.tenant(tenant), filter, page.startingAfter(NoticeId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @GET
    @Path("{notice}")
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    @Operation(summary = "Read a notice", description = "With its deliveries and their last attempts.")
    public Uni<NoticeDetail> get(
            @PathParam("notice") NoticeId notice, @QueryParam("tenant") @Nullable TenantId tenant) {
        return notices.get(caller.tenant(tenant), notice);
    }

    @POST
    @Path("{notice}/redeliver")
    @Idempotent
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.ADMIN)
    @APIResponseSchema(value = Redelivery.class, responseCode = "202")
    @Operation(
            summary = "Send a notice again",
            description = "To the endpoint that is named, also one that is younger than the notice; without one, to the"
                    + " enabled endpoints it was sent to before, and mails that did not arrive. The webhook-id stays.")
    @APIResponse(responseCode = "404", description = "There is no such notice, or no such endpoint.")
    @APIResponse(responseCode = "409", description = "The endpoint is not enabled: endpoint-disabled.")
    public Uni<RestResponse<Redelivery>> redeliver(
            @PathParam("notice") NoticeId notice,
            @QueryParam("endpoint") @Nullable WebhookEndpointId endpoint,
            @QueryParam("tenant") @Nullable TenantId tenant) {
        return redeliveries
                .of(caller.tenant(tenant), notice, endpoint)
                .map(again -> RestResponse.status(RestResponse.Status.ACCEPTED, again));
    }
}
