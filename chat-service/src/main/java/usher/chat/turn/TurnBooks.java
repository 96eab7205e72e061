package usher.chat.turn;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Answer;
import usher.chat.conversation.Asking.Asked;
import usher.chat.conversation.Conversations;
import usher.chat.conversation.RunningTurns;
import usher.chat.conversation.RunningTurns.Running;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Limits;
import usher.chat.limit.Spent;
import usher.contracts.id.TenantId;

/** What a turn leaves in the books when it ends: its reservation goes back, and what models took is metered. */
@ApplicationScoped
class TurnBooks {
    private static final Logger LOG = Logger.getLogger(TurnBooks.class);

    private final Limits limits;
    private final Conversations conversations;
    private final RunningTurns running;

    TurnBooks(Limits limits, Conversations conversations, RunningTurns running) {
        this.limits = limits;
        this.conversations = conversations;
        this.running = running;
    }

    Uni<Boolean> settle(TenantId tenant, Admitted admitted, Spent spent) {
        return settled(limits.settle(tenant, admitted.reservation(), spent));
    }

    /**
     * Ends a turn without an answer. Models that were asked for {@code unfinished} are paid, though nothing came of it; where that
     * cannot be metered now, the turn goes on counting as running and is closed as a dead one.
     */
    Uni<Boolean> giveUp(Running turn, Asked asked, Admitted admitted, boolean opened, @Nullable Answer unfinished) {
        if (unfinished == null || unfinished.from().uses().isEmpty()) {
            return running.abandon(turn.tenant(), turn.turn(), turn.answer())
                    .onFailure()
                    .recoverWithNull()
                    .chain(() -> settle(turn.tenant(), admitted, Spent.unanswered(opened)));
        }
        return conversations
                .spent(turn.tenant(), asked, unfinished)
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "Use of a broken turn was not metered turn=%s", turn.turn()))
                .onFailure()
                .recoverWithItem(false)
                .chain(metered -> metered
                        ? settle(turn.tenant(), admitted, spent(opened, unfinished))
                        : settled(limits.release(turn.tenant(), admitted.reservation())));
    }

    private static Spent spent(boolean opened, Answer unfinished) {
        long tokens = unfinished.tokens().input() + unfinished.tokens().output();
        return Spent.unanswered(opened, tokens, unfinished.cost().micros());
    }

    /** A Redis that is away gives leases back by their end, and quotas by counting anew. */
    private static Uni<Boolean> settled(Uni<Void> settling) {
        return settling.replaceWith(true)
                .onFailure()
                .invoke(failure -> LOG.warnf("A turn was not settled cause=%s", failure))
                .onFailure()
                .recoverWithItem(false);
    }
}
