package usher.chat.turn;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Decision;
import usher.chat.conversation.Question;
import usher.chat.visitor.Sessions;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Caller;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;
import usher.kit.time.Ids;

/** Where a question is received, whatever protocol it comes by: who asks it, in which conversation, in which language. */
@ApplicationScoped
public class Reception {
    private final TurnService turns;
    private final TurnWatch watch;
    private final TenantSnapshots tenants;
    private final Ids ids;

    Reception(TurnService turns, TurnWatch watch, TenantSnapshots tenants, Ids ids) {
        this.turns = turns;
        this.watch = watch;
        this.tenants = tenants;
        this.ids = ids;
    }

    /**
     * A turn that a tenant's server asks for, or a program that a member lets in: what happens in it, from its beginning on. It ends
     * whether or not anybody listens.
     */
    public Uni<Multi<ReplyEvent>> ask(TenantId tenant, Caller server, AskQuestion asked) {
        return take(server, tenant, asked, new Entrance.From(false, null), false)
                .map(turn -> turn.frames().map(Frame::event));
    }

    /** A turn in which a member decides for the conversation's visitor, and the assistant tells what came of it. */
    public Uni<Multi<ReplyEvent>> decide(TenantId tenant, ConversationId conversation, Decision decision) {
        return tenants.find(tenant)
                .map(known -> known == null ? "en" : known.locale())
                .map(locale -> new Question(
                        null,
                        Map.of(),
                        conversation,
                        false,
                        new TurnId(ids.next()),
                        null,
                        TeamWords.in(locale, decision.confirms()),
                        locale,
                        decision))
                .chain(question -> turns.take(tenant, question, null, new Entrance.From(false, null), false))
                .map(turn -> turn.frames().map(Frame::event));
    }

    /** Ends a turn early; what was said until then is its answer. */
    public Uni<Void> stop(TenantId tenant, TurnId turn) {
        return watch.stop(tenant, null, turn);
    }

    Uni<Turn> take(Caller who, TenantId tenant, AskQuestion asked, Entrance.From from, boolean streamed) {
        if (asked.confirmation() != null && asked.conversation() == null) {
            throw Refusal.invalid("/conversation", "required", "A confirmation belongs to a conversation; name it.");
        }
        return tenants.find(tenant)
                .map(known -> known == null ? "en" : known.locale())
                .chain(locale ->
                        turns.take(tenant, question(who, tenant, asked, locale), asked.confirmation(), from, streamed));
    }

    private Question question(Caller who, TenantId tenant, AskQuestion asked, String locale) {
        boolean opens = asked.conversation() == null;
        Map<String, Object> identity = who instanceof Caller.Visitor visitor ? visitor.identity() : Map.of();
        return new Question(
                visitor(who, tenant, asked),
                identity,
                opens ? new ConversationId(ids.next()) : Objects.requireNonNull(asked.conversation()),
                opens,
                new TurnId(ids.next()),
                asked.clientMessageId(),
                asked.text(),
                asked.locale() == null ? locale : asked.locale());
    }

    /** A tenant's server that names nobody continues whoever's conversation it names, or speaks for somebody new. */
    private @Nullable VisitorId visitor(Caller who, TenantId tenant, AskQuestion asked) {
        if (who instanceof Caller.Visitor self) {
            if (asked.visitor() != null && !asked.visitor().equals(self.id())) {
                throw Refusal.notFound();
            }
            return self.id();
        }
        if (asked.visitor() != null || asked.conversation() != null) {
            return asked.visitor();
        }
        return asked.clientMessageId() == null
                ? new VisitorId(ids.next())
                : Sessions.named(tenant, "message:" + asked.clientMessageId());
    }
}
