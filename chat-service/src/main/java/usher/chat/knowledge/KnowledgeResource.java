package usher.chat.knowledge;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** What a tenant's assistant knows. */
@Path("/api/v1/chat/admin/knowledge")
public class KnowledgeResource {
    private final KnowledgeService service;
    private final Entries entries;
    private final CurrentCaller caller;

    KnowledgeResource(KnowledgeService service, Entries entries, CurrentCaller caller) {
        this.service = service;
        this.entries = entries;
        this.caller = caller;
    }

    /** Newest first. */
    @GET
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    @Operation(summary = "List what the assistant knows", description = "Newest first.")
    public Uni<Page<KnowledgeView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return entries.list(caller.tenant(tenant), page.startingAfter(KnowledgeId::fromString), page.fetch())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @GET
    @Path("/{id}")
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    @Operation(summary = "Read an entry")
    public Uni<KnowledgeView> get(@PathParam("id") KnowledgeId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return entries.get(caller.tenant(tenant), id);
    }

    /** Answers 201, or 200 with the entry there is when exactly this is known already. */
    @POST
    @Idempotent
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.EDITOR)
    @Operation(
            summary = "Teach an entry",
            description = "200 with the entry there is when exactly this is known already.")
    public Uni<RestResponse<KnowledgeView>> create(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid CreateKnowledge knowledge) {
        return service.teach(caller.tenant(tenant), List.of(knowledge))
                .map(taught -> RestResponse.status(
                        taught.fresh() ? Status.CREATED : Status.OK,
                        taught.entries().getFirst()));
    }

    /** Up to 500 at once, all or none; the entries come back in the order given. */
    @POST
    @Path("/batch")
    @Idempotent
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.EDITOR)
    @Operation(
            summary = "Teach many entries",
            description = "Up to 500 at once, all or none; they come back in the order given.")
    public Uni<RestResponse<KnowledgeBatch>> createAll(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid CreateKnowledgeBatch batch) {
        return service.teach(caller.tenant(tenant), batch.items())
                .map(taught -> RestResponse.status(
                        taught.fresh() ? Status.CREATED : Status.OK, new KnowledgeBatch("list", taught.entries())));
    }

    /** Forgotten at once by this replica and within a second by all. */
    @DELETE
    @Path("/{id}")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.EDITOR)
    @Operation(summary = "Forget an entry", description = "At once by this replica, and within a second by all.")
    public Uni<Void> delete(@PathParam("id") KnowledgeId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return service.forget(caller.tenant(tenant), id);
    }
}
