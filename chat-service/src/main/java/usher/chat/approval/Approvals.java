package usher.chat.approval;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Confirmations;
import usher.chat.conversation.Confirmations.Waiting;
import usher.chat.conversation.Decision;
import usher.chat.tool.ToolClient;
import usher.chat.turn.Reception;
import usher.chat.turn.TurnAnswer;
import usher.chat.turn.TurnAnswer.Gathering;
import usher.contracts.id.CallId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;

/** Takes members' decisions into the conversations they belong to. */
@ApplicationScoped
class Approvals {
    private static final Logger LOG = Logger.getLogger(Approvals.class);

    private final Confirmations confirmations;
    private final Reception reception;

    Approvals(Confirmations confirmations, Reception reception) {
        this.confirmations = confirmations;
        this.reception = reception;
    }

    Uni<List<Waiting>> page(TenantId tenant, @Nullable CallId after, int rows) {
        return confirmations.waiting(tenant, after, rows);
    }

    /** Refuses with 404 what nobody was asked, and with 409 what does not wait any more. */
    Uni<DecidedView> decide(TenantId tenant, MemberId member, CallId call, boolean confirms) {
        return confirmations
                .asked(tenant, call)
                .map(found -> found.orElseThrow(ToolClient::unknownConfirmation))
                .invoke(Approvals::refuseUnlessOpen)
                .invoke(waiting -> LOG.infof(
                        "A member decides tenant=%s member=%s call=%s confirms=%s", tenant, member, call, confirms))
                .chain(waiting ->
                        reception.decide(tenant, waiting.conversation(), new Decision(waiting.use(), confirms, member)))
                .chain(events -> events.collect().in(Gathering::new, Gathering::hear))
                .map(gathered -> view(call, gathered));
    }

    private static void refuseUnlessOpen(Waiting waiting) {
        if (!waiting.open()) {
            throw Refusal.conflict("confirmation-over", "This was decided, or has waited too long.");
        }
    }

    private static DecidedView view(CallId call, Gathering gathered) {
        var failed = gathered.failed();
        if (failed != null) {
            var problem = failed.problem();
            throw new Refusal(problem.code(), problem.status(), String.valueOf(problem.detail()));
        }
        var answer = gathered.answer();
        return new DecidedView(call, state(call, answer), answer);
    }

    /** The assistant may be paused in this conversation: then the act waits on, and so does the visitor. */
    private static String state(CallId call, TurnAnswer answer) {
        return answer.message().toolCalls().stream()
                .filter(use -> use.id().equals(call))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict(
                        "assistant-paused", "The assistant is paused in this conversation, so nothing was decided."))
                .state();
    }
}
