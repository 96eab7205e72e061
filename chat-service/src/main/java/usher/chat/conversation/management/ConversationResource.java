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
import usher.chat.conversation.Audience;
import usher.chat.conversation.MessageDetail;
import usher.chat.conversation.MessageView;
import usher.chat.conversation.Order;
import usher.chat.conversation.Transcripts;
import usher.chat.conversation.management.ConversationList.Slice;
import usher.contracts.id.ConversationId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** A visitor's own conversations, and all of a tenant's for its server. */
@Path("/api/v1/chat/conversations")
public class ConversationResource {
    private final ConversationList conversations;
    private final ConversationService service;
    private final Transcripts transcripts;
    private final CurrentCaller caller;

    ConversationResource(
            ConversationList conversations,
            ConversationService service,
            Transcripts transcripts,
            CurrentCaller caller) {
        this.conversations = conversations;
        this.service = service;
        this.transcripts = transcripts;
        this.caller = caller;
    }

    /** A visitor's pinned ones come first; a tenant's server gets the newest first. */
    @GET
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(
            summary = "List conversations",
            description = "A visitor's own, pinned ones first; all of a tenant's for its server, newest first.")
    public Uni<Page<ConversationSummary>> list(
            @Valid @BeanParam ConversationFilter filter, @Valid @BeanParam PageRequest page) {
        var audience = audience();
        var slice = new Slice(audience.visitor() != null, page.startingAfter(ConversationId::fromString), page.fetch());
        return conversations
                .list(caller.tenant(), audience, filter, slice)
                .map(rows -> rows.stream().map(ConversationSummary::of).toList())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @GET
    @Path("/{id}")
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(summary = "Read a conversation")
    public Uni<ConversationSummary> get(ConversationId id) {
        return conversations.get(caller.tenant(), audience(), id).map(ConversationSummary::of);
    }

    /** Pages go on in the order asked for: {@code order=desc} reads back from the newest message. */
    @GET
    @Path("/{id}/messages")
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(summary = "Read messages", description = "order=desc reads back from the newest.")
    public Uni<Page<MessageView>> messages(
            ConversationId id,
            @QueryParam("order") @DefaultValue("asc") Order order,
            @Valid @BeanParam PageRequest page) {
        return transcripts
                .messages(caller.tenant(), audience(), id, order, page)
                .map(rows -> rows.stream().map(MessageDetail::forVisitors).toList())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @PATCH
    @Path("/{id}")
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(summary = "Change a conversation")
    public Uni<ConversationSummary> change(ConversationId id, @NotNull @Valid ChangeConversation change) {
        var tenant = caller.tenant();
        var audience = audience();
        return service.change(tenant, audience, id, change)
                .chain(() -> conversations.get(tenant, audience, id))
                .map(ConversationSummary::of);
    }

    @POST
    @Path("/{id}/end")
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(summary = "End a conversation")
    public Uni<Void> end(ConversationId id) {
        return service.end(caller.tenant(), audience(), id);
    }

    /** Hides it; its rows go when the retention time is over. */
    @DELETE
    @Path("/{id}")
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(
            summary = "Delete a conversation",
            description = "It is hidden at once; its rows go when the retention time is over.")
    public Uni<Void> delete(ConversationId id) {
        return service.delete(caller.tenant(), audience(), id);
    }

    private Audience audience() {
        return Audience.of(caller.get());
    }
}
