package usher.chat.conversation;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** Conversations as members see them: with models, tokens, costs and tool calls. */
@Path("/api/v1/chat/admin/conversations")
public class ConversationAdminResource {
    private final Transcripts transcripts;
    private final CurrentCaller caller;

    ConversationAdminResource(Transcripts transcripts, CurrentCaller caller) {
        this.transcripts = transcripts;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    public Uni<Page<ConversationView>> list(
            @QueryParam("tenant") @Nullable TenantId tenant,
            @QueryParam("visitor") @Nullable VisitorId visitor,
            @Valid @BeanParam PageRequest page) {
        return transcripts
                .conversations(caller.tenant(tenant), visitor, page)
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @GET
    @Path("/{id}")
    @Accepts(Credential.MEMBER)
    public Uni<ConversationView> get(ConversationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return transcripts.conversation(caller.tenant(tenant), null, id);
    }

    @GET
    @Path("/{id}/messages")
    @Accepts(Credential.MEMBER)
    public Uni<Page<MessageDetail>> messages(
            ConversationId id, @QueryParam("tenant") @Nullable TenantId tenant, @Valid @BeanParam PageRequest page) {
        return transcripts
                .messages(caller.tenant(tenant), null, id, page)
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }
}
