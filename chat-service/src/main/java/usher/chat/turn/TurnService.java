package usher.chat.turn;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;
import usher.chat.assistant.Assistant;
import usher.chat.assistant.Brief;
import usher.chat.assistant.Reply;
import usher.chat.assistant.Step;
import usher.chat.conversation.Answer;
import usher.chat.conversation.Asking;
import usher.chat.conversation.Asking.Asked;
import usher.chat.conversation.Conversations;
import usher.chat.conversation.Question;
import usher.chat.conversation.RunningTurns;
import usher.chat.conversation.RunningTurns.Running;
import usher.chat.conversation.Transcripts;
import usher.chat.limit.Admission;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.LimitConfig;
import usher.chat.limit.Limits;
import usher.chat.turn.ReplyEvent.Failed;
import usher.chat.turn.ReplyEvent.MessageCompleted;
import usher.chat.turn.ReplyEvent.TextDelta;
import usher.chat.turn.ReplyEvent.ToolProgress;
import usher.chat.turn.ReplyEvent.TurnCompleted;
import usher.chat.turn.ReplyEvent.TurnStarted;
import usher.chat.turn.ReplyEvent.Usage;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.kit.problem.Problem;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;

/** Takes a question from admission to the stored answer. Nothing is held open in the database while the model talks. */
@ApplicationScoped
class TurnService {
    private static final Logger LOG = Logger.getLogger(TurnService.class);

    private final Limits limits;
    private final LimitConfig limitConfig;
    private final Conversations conversations;
    private final Transcripts transcripts;
    private final Assistant assistant;
    private final TenantSnapshots tenants;
    private final RunningTurns running;
    private final LiveTurns turns;
    private final FrameLog log;

    TurnService(
            Limits limits,
            LimitConfig limitConfig,
            Conversations conversations,
            Transcripts transcripts,
            Assistant assistant,
            TenantSnapshots tenants,
            RunningTurns running,
            LiveTurns turns,
            FrameLog log) {
        this.limits = limits;
        this.limitConfig = limitConfig;
        this.conversations = conversations;
        this.transcripts = transcripts;
        this.assistant = assistant;
        this.tenants = tenants;
        this.running = running;
        this.turns = turns;
        this.log = log;
    }

    /** What one turn knows. */
    private record Run(TenantId tenant, Question question, Asked asked, Admitted admitted, LiveTurn live) {
        Running running() {
            return new Running(tenant, asked.turn(), asked.conversation(), asked.visitor(), question.answer());
        }
    }

    /**
     * Refuses a turn that may not start; else it runs from now on, whether or not anybody listens. The frames of a streamed
     * turn are recorded, so that it can be watched from any replica.
     */
    Uni<Turn> take(TenantId tenant, Question question, boolean streamed) {
        return limits.admit(tenant, speaker(question)).chain(admission -> switch (admission) {
            case Admitted admitted -> ask(tenant, question, admitted, streamed);
            case Admission.TooFast limited -> throw Refusals.tooFast(limited);
            case Admission.Busy busy -> throw Refusals.busy();
            case Admission.QuotaReached quota -> throw Refusals.quotaReached(quota, limitConfig.upgradeUrl());
            case Admission.NotReady notReady -> throw Refusals.notReady();
        });
    }

    /** One turn at a time: of a conversation, or of the visitor who is opening one. */
    private static UUID speaker(Question question) {
        return question.opens() && question.visitor() != null
                ? question.visitor().value()
                : question.conversation().value();
    }

    private Uni<Turn> ask(TenantId tenant, Question question, Admitted admitted, boolean streamed) {
        return conversations
                .ask(tenant, question)
                .chain(asking -> switch (asking) {
                    case Asked asked ->
                        Uni.createFrom()
                                .item(start(new Run(
                                        tenant, question, asked, admitted, live(tenant, asked.turn(), streamed))));
                    case Asking.AnsweredBefore before -> repeat(tenant, before, admitted);
                    case Asking.Missing missing -> throw Refusal.notFound();
                    case Asking.Ended ended -> throw Refusals.ended();
                })
                .onFailure()
                .call(() -> settle(admitted, false));
    }

    private LiveTurn live(TenantId tenant, TurnId turn, boolean streamed) {
        return new LiveTurn(streamed ? frames -> log.append(tenant, turn, frames) : null);
    }

    private Uni<Turn> repeat(TenantId tenant, Asking.AnsweredBefore before, Admitted admitted) {
        return settle(admitted, false)
                .chain(() -> transcripts.message(tenant, before.answer()))
                .map(message -> new Turn(null, Told.frames(before.turn(), before.conversation(), message)));
    }

    /** From here on the turn lives by itself: in its own subscription, on the context it began on. */
    private Turn start(Run run) {
        var live = run.live();
        turns.add(run.running(), live, run.admitted().reservation());
        live.emit(new TurnStarted(
                run.asked().turn(), run.asked().conversation(), run.question().answer()));
        tenants.find(run.tenant())
                .subscribe()
                .with(
                        tenant -> answer(run, assistant.reply(brief(run, tenant == null ? "" : tenant.name()))),
                        failure -> broken(run, failure));
        return new Turn(run.admitted().allowance(), live.frames(0));
    }

    private void answer(Run run, Reply reply) {
        var steps = reply.steps().subscribe().with(step -> show(run, step), failure -> broken(run, failure), () -> {});
        run.live().working(steps, cause -> cutShort(run, reply, cause));
    }

    private static Brief brief(Run run, String business) {
        return new Brief(
                run.tenant(),
                business,
                run.asked().conversation(),
                run.question().answer(),
                run.question().text(),
                run.asked().history(),
                run.question().identity(),
                run.question().locale());
    }

    private void show(Run run, Step step) {
        switch (step) {
            case Step.Said said -> run.live().emit(new TextDelta(run.question().answer(), said.delta()));
            case Step.UsedTool tool -> run.live().emit(new ToolProgress(tool.call(), tool.label(), tool.state()));
            case Step.Cited cited -> run.live().emit(Told.cited(cited.citation()));
            case Step.Answered answered -> store(run, answered.answer());
        }
    }

    /** The visitor stopped it, or it took too long; what was said until now is the answer. */
    private void cutShort(Run run, Reply reply, Throwable cause) {
        if (cause instanceof CancellationException && reply.hasBegun()) {
            store(run, reply.stopped());
        } else {
            broken(run, cause);
        }
    }

    /** The visitor learns that the answer is complete when it is stored and the next question may come. */
    private void store(Run run, Answer answer) {
        run.live().done();
        conversations
                .answer(run.tenant(), run.asked(), answer)
                .invoke(stored -> {
                    if (!stored) {
                        throw Refusals.overtaken();
                    }
                })
                .call(() -> settle(run.admitted(), true))
                .subscribe()
                .with(
                        stored -> end(
                                run,
                                new MessageCompleted(
                                        run.question().answer(), answer.finishReason(), usage(run.admitted()))),
                        failure -> broken(run, failure));
    }

    private void broken(Run run, Throwable failure) {
        run.live().done();
        var refusal = Refusals.broken(failure);
        if (refusal.status() >= 500) {
            LOG.warnf(
                    "A turn failed tenant=%s turn=%s code=%s cause=%s",
                    run.tenant(), run.asked().turn(), refusal.code(), failure);
        }
        running.abandon(run.tenant(), run.asked().turn(), run.question().answer())
                .onFailure()
                .recoverWithNull()
                .chain(() -> settle(run.admitted(), false))
                .subscribe()
                .with(
                        settled -> end(run, new Failed(Problem.of(refusal, null))),
                        lost -> LOG.errorf(
                                lost, "A turn broke turn=%s", run.asked().turn()));
    }

    private void end(Run run, ReplyEvent last) {
        run.live().emit(last);
        run.live().emit(new TurnCompleted(run.asked().turn()));
        turns.remove(run.asked().turn());
    }

    /** A Redis that is away gives leases back by their end, and quotas by counting anew. */
    private Uni<Boolean> settle(Admitted admitted, boolean answered) {
        return limits.settle(admitted.reservation(), answered)
                .replaceWith(true)
                .onFailure()
                .invoke(failure -> LOG.warnf("A turn was not settled cause=%s", failure))
                .onFailure()
                .recoverWithItem(false);
    }

    private static Usage usage(Admitted admitted) {
        return new Usage(
                admitted.allowance().messagesLeft(), admitted.allowance().resetsAt());
    }
}
