package usher.chat.completion;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import usher.chat.assistant.Brief;
import usher.chat.conversation.Asking.Asked;
import usher.chat.conversation.Question;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Grant;
import usher.chat.visitor.Sessions;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;
import usher.kit.tenant.TenantSnapshots;
import usher.kit.time.Ids;

/** Gives a completion its ids. One conversation each: what was said before is the caller's, and comes with every request. */
@ApplicationScoped
class Attempts {
    private final TenantSnapshots tenants;
    private final Ids ids;
    private final InstantSource clock;

    Attempts(TenantSnapshots tenants, Ids ids, InstantSource clock) {
        this.tenants = tenants;
        this.ids = ids;
        this.clock = clock;
    }

    /** All that is known of one completion before the assistant speaks. */
    record Attempt(
            TenantId tenant,
            Wanted wanted,
            Question question,
            MessageId answer,
            VisitorId visitor,
            Instant started,
            String business,
            Grant grant) {

        /** What it may cost is known when it is admitted, and so is the id of its answer. */
        Attempt under(Admitted admitted) {
            var id = new MessageId(admitted.reservation().token());
            return new Attempt(tenant, wanted, question, id, visitor, started, business, admitted.grant());
        }

        /** What may have one completion at a time: the idempotency key, where there is one. */
        UUID speaker() {
            return wanted.idempotencyKey() == null
                    ? question.conversation().value()
                    : Sessions.named(tenant, "once:" + visitor + ":" + wanted.idempotencyKey())
                            .value();
        }

        Asked asked() {
            return new Asked(question.conversation(), visitor, question.turn(), 1, wanted.history());
        }

        Brief brief() {
            return new Brief(
                    tenant,
                    business,
                    question.conversation(),
                    answer,
                    wanted.question(),
                    wanted.history(),
                    Map.of(),
                    question.locale(),
                    grant,
                    wanted.terms(),
                    visitor,
                    null);
        }
    }

    Uni<Attempt> of(TenantId tenant, Wanted wanted) {
        var visitor = Sessions.named(tenant, wanted.user() == null ? "api" : "api:" + wanted.user());
        return tenants.find(tenant)
                .map(known -> new Attempt(
                        tenant,
                        wanted,
                        new Question(
                                visitor,
                                Map.of(),
                                new ConversationId(ids.next()),
                                true,
                                new TurnId(ids.next()),
                                wanted.idempotencyKey(),
                                wanted.question(),
                                known == null ? "en" : known.locale()),
                        new MessageId(ids.next()),
                        visitor,
                        clock.instant(),
                        known == null ? "" : known.name(),
                        Grant.NONE));
    }
}
