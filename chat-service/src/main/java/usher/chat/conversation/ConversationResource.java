package usher.chat.conversation;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Accepts;
import usher.kit.access.Caller;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.page.Page;
import usher.kit.page.PageRequest;

/** A visitor's own conversations, and all of a tenant's for its server. */
@Path("/api/v1/chat/conversations")
public class ConversationResource {
    private final Transcripts transcripts;
    private final CurrentCaller caller;

    ConversationResource(Transcripts transcripts, CurrentCaller caller) {
        this.transcripts = transcripts;
        this.caller = caller;
    }

    @GET
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    public Uni<Page<ConversationSummary>> list(
            @QueryParam("visitor") @Nullable VisitorId visitor, @Valid @BeanParam PageRequest page) {
        var whose = caller.get() instanceof Caller.Visitor self ? self.id() : visitor;
        return transcripts
                .conversations(caller.tenant(), whose, page)
                .map(rows -> rows.stream().map(ConversationSummary::of).toList())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @GET
    @Path("/{id}/messages")
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    public Uni<Page<MessageView>> messages(ConversationId id, @Valid @BeanParam PageRequest page) {
        return transcripts
                .messages(caller.tenant(), self(), id, page)
                .map(rows -> rows.stream().map(MessageDetail::forVisitors).toList())
                .map(rows -> Page.of(rows, page, row -> row.id().toString()));
    }

    @POST
    @Path("/{id}/end")
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    public Uni<Void> end(ConversationId id) {
        return transcripts.end(caller.tenant(), self(), id);
    }

    private @Nullable VisitorId self() {
        return caller.get() instanceof Caller.Visitor visitor ? visitor.id() : null;
    }
}
