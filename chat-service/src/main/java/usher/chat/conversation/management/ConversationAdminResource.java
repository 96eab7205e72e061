package usher.chat.conversation.management;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Audience;
import usher.chat.conversation.MessageDetail;
import usher.chat.conversation.Order;
import usher.chat.conversation.Transcripts;
import usher.chat.conversation.management.ConversationList.Slice;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Conversations as members see them: with models, tokens, costs, tool calls and what was understood. */
@Path("/api/v1/chat/admin/conversations")
public class ConversationAdminResource {
    private final ConversationList conversations;
    private final ConversationService service;
    private final Transcripts transcripts;
    private final CurrentCaller caller;

    ConversationAdminResource(
            ConversationList conversations,
            ConversationService service,
            Transcripts transcripts,
            CurrentCaller caller) {
        this.conversations = conversations;
        this.service = service;
        this.transcripts = transcripts;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(summary = "List conversations, for members")
    public Uni<Page<ConversationView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam ConversationFilter filter,
            @Valid @BeanParam PageRequest page) {
        var slice = new Slice(false, page.startingAfter(ConversationId::fromString), page.fetch());
        return conversations
                .list(caller.tenant(tenant), Audience.MEMBER, filter, slice)
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @GET
    @Path("/{id}")
    @Accepts(Credential.MEMBER)
    @Operation(summary = "Read a conversation, for members")
    public Uni<ConversationView> get(ConversationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return conversations.get(caller.tenant(tenant), Audience.MEMBER, id);
    }

    /** The conversations before and after this one in the list that the same filter makes. */
    @GET
    @Path("/{id}/neighbours")
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "The conversations before and after one",
            description = "In the list that the same filter makes.")
    public Uni<Neighbours> neighbours(
            ConversationId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @Valid @BeanParam ConversationFilter filter) {
        return conversations.neighbours(caller.tenant(tenant), id, filter);
    }

    @GET
    @Path("/{id}/messages")
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "Read messages, for members",
            description = "With models, tokens, costs, tool calls and what was understood.")
    public Uni<Page<MessageDetail>> messages(
            ConversationId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("order") @DefaultValue("asc") Order order,
            @Valid @BeanParam PageRequest page) {
        return transcripts
                .messages(caller.tenant(tenant), Audience.MEMBER, id, order, page)
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @PATCH
    @Path("/{id}")
    @Accepts(value = Credential.MEMBER, role = Role.EDITOR)
    @Operation(summary = "Change a conversation, for members")
    public Uni<ConversationView> change(
            ConversationId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid ChangeConversation change) {
        var whose = caller.tenant(tenant);
        return service.change(whose, Audience.MEMBER, id, change)
                .chain(() -> conversations.get(whose, Audience.MEMBER, id));
    }

    @POST
    @Path("/{id}/end")
    @Accepts(value = Credential.MEMBER, role = Role.EDITOR)
    @Operation(summary = "End a conversation, for members")
    public Uni<Void> end(ConversationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return service.end(caller.tenant(tenant), Audience.MEMBER, id);
    }

    /** Hides it; its rows go when the retention time is over. */
    @DELETE
    @Path("/{id}")
    @Accepts(value = Credential.MEMBER, role = Role.EDITOR)
    @Operation(
            summary = "Delete a conversation, for members",
            description = "It is hidden at once; its rows go when the retention time is over.")
    public Uni<Void> delete(ConversationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return service.delete(caller.tenant(tenant), Audience.MEMBER, id);
    }
}
