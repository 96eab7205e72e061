package usher.chat.turn;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.chat.assistant.Assistant;
import usher.chat.assistant.Brief;
import usher.chat.assistant.Reply;
import usher.chat.assistant.Step;
import usher.chat.assistant.Terms;
import usher.chat.conversation.Answer;
import usher.chat.conversation.Asking;
import usher.chat.conversation.Asking.Asked;
import usher.chat.conversation.Conversations;
import usher.chat.conversation.Durability;
import usher.chat.conversation.Question;
import usher.chat.conversation.RunningTurns.Running;
import usher.chat.conversation.Transcripts;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.RateHeaders;
import usher.chat.limit.Spent;
import usher.chat.turn.AskQuestion.Choice;
import usher.chat.turn.ReplyEvent.Failed;
import usher.chat.turn.ReplyEvent.MessageCompleted;
import usher.chat.turn.ReplyEvent.TextDelta;
import usher.chat.turn.ReplyEvent.ToolProgress;
import usher.chat.turn.ReplyEvent.TurnCompleted;
import usher.chat.turn.ReplyEvent.TurnStarted;
import usher.chat.understanding.Understanding;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.kit.problem.Problem;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;

/** Takes a question from admission to the stored answer. Nothing is held open in the database while the model talks. */
@ApplicationScoped
class TurnService {
    private static final Logger LOG = Logger.getLogger(TurnService.class);

    private final Entrance entrance;
    private final Conversations conversations;
    private final Durability durability;
    private final Transcripts transcripts;
    private final Assistant assistant;
    private final Understanding understanding;
    private final TenantSnapshots tenants;
    private final TurnBooks books;
    private final LiveTurns turns;
    private final FrameLog log;
    private final Decisions decisions;

    TurnService(
            Entrance entrance,
            Conversations conversations,
            Durability durability,
            Transcripts transcripts,
            Assistant assistant,
            Understanding understanding,
            TenantSnapshots tenants,
            TurnBooks books,
            LiveTurns turns,
            FrameLog log,
            Decisions decisions) {
        this.entrance = entrance;
        this.conversations = conversations;
        this.durability = durability;
        this.transcripts = transcripts;
        this.assistant = assistant;
        this.understanding = understanding;
        this.tenants = tenants;
        this.books = books;
        this.turns = turns;
        this.log = log;
        this.decisions = decisions;
    }

    /** What one turn knows. */
    private record Run(
            TenantId tenant, Question question, Asked asked, Admitted admitted, MessageId answer, LiveTurn live) {
        Running running() {
            return new Running(tenant, asked.turn(), asked.conversation(), asked.visitor(), answer);
        }

        Spent answered(Answer answer) {
            long tokens = answer.tokens().input() + answer.tokens().output();
            return Spent.answered(opened(), tokens, answer.cost().micros());
        }

        boolean opened() {
            return question.opens() && question.conversation().equals(asked.conversation());
        }
    }

    /**
     * Refuses a turn that may not start; else it runs from now on, whether or not anybody listens. The frames of a streamed
     * turn are recorded, so that it can be watched from any replica. Nothing is shown before the question is on the disk,
     * for which the model does not wait: a stream begins after that, and an answer that is given whole is stored after it.
     * {@code choice} is what the question decides.
     */
    Uni<Turn> take(TenantId tenant, Question question, @Nullable Choice choice, Entrance.From from, boolean streamed) {
        return entrance.enter(tenant, question, from)
                .chain(admitted -> decisions
                        .in(tenant, question, choice)
                        .onFailure()
                        .call(() -> books.settle(tenant, admitted, Spent.NOTHING))
                        .chain(deciding -> ask(tenant, deciding, admitted, streamed))
                        .onFailure(Refusal.class)
                        .invoke(refusal ->
                                RateHeaders.of(admitted.allowance().rates()).forEach(((Refusal) refusal)::header)));
    }

    private Uni<Turn> ask(TenantId tenant, Question question, Admitted admitted, boolean streamed) {
        var answer = answerId(admitted);
        return conversations
                .ask(tenant, question, answer)
                .chain(asking -> switch (asking) {
                    case Asked asked -> {
                        var live = live(tenant, asked.turn(), streamed);
                        yield Uni.createFrom().item(start(new Run(tenant, question, asked, admitted, answer, live)));
                    }
                    case Asking.Paused paused -> keep(tenant, question, paused, admitted);
                    case Asking.AnsweredBefore before -> repeat(tenant, before, admitted);
                    case Asking.Missing missing -> throw Refusal.notFound();
                    case Asking.Ended ended -> throw Refusals.ended();
                })
                .onFailure()
                .call(() -> books.settle(tenant, admitted, Spent.NOTHING))
                .call(() -> streamed ? durability.reached() : Uni.createFrom().voidItem());
    }

    /** By this id a count of the receipts knows which reservations it has seen. */
    private static MessageId answerId(Admitted admitted) {
        return new MessageId(admitted.reservation().token());
    }

    private LiveTurn live(TenantId tenant, TurnId turn, boolean streamed) {
        return new LiveTurn(streamed ? frames -> log.append(tenant, turn, frames) : null);
    }

    /** Nobody answers now, and the visitor is told so in words; they are not stored, because nobody said them. */
    private Uni<Turn> keep(TenantId tenant, Question question, Asking.Paused paused, Admitted admitted) {
        boolean opened = question.opens() && question.conversation().equals(paused.conversation());
        return books.settle(tenant, admitted, Spent.unanswered(opened))
                .call(durability::reached)
                .map(settled -> new Turn(
                        admitted.allowance(),
                        Told.paused(paused.turn(), paused.conversation(), answerId(admitted), question.locale())));
    }

    private Uni<Turn> repeat(TenantId tenant, Asking.AnsweredBefore before, Admitted admitted) {
        return books.settle(tenant, admitted, Spent.NOTHING)
                .chain(() -> transcripts.message(tenant, before.answer()))
                .map(message -> new Turn(null, Told.frames(before.turn(), before.conversation(), message)));
    }

    /** From here on the turn lives by itself: in its own subscription, on the context it began on. */
    private Turn start(Run run) {
        var live = run.live();
        turns.add(run.running(), live, run.admitted().reservation());
        live.emit(new TurnStarted(run.asked().turn(), run.asked().conversation(), run.answer()));
        Told.warnings(run.admitted()).forEach(live::emit);
        understand(run);
        tenants.find(run.tenant())
                .subscribe()
                .with(
                        tenant -> answer(run, assistant.reply(brief(run, tenant == null ? "" : tenant.name()))),
                        failure -> broken(run, null, failure));
        return new Turn(run.admitted().allowance(), live.frames(0));
    }

    private void understand(Run run) {
        var asked = run.asked();
        understanding.begin(
                run.tenant(),
                asked.conversation(),
                asked.turn(),
                run.question().text(),
                run.question().locale());
    }

    private void answer(Run run, Reply reply) {
        var steps = reply.steps()
                .subscribe()
                .with(step -> show(run, reply, step), failure -> broken(run, reply, failure), () -> {});
        run.live().working(steps, cause -> cutShort(run, reply, cause));
    }

    private static Brief brief(Run run, String business) {
        return new Brief(
                run.tenant(),
                business,
                run.asked().conversation(),
                run.answer(),
                run.question().text(),
                run.asked().history(),
                run.question().identity(),
                run.question().locale(),
                run.admitted().grant(),
                Terms.NONE,
                run.asked().visitor(),
                run.question().decision());
    }

    private void show(Run run, Reply reply, Step step) {
        switch (step) {
            case Step.Said said -> run.live().emit(new TextDelta(run.answer(), said.delta()));
            case Step.UsedTool tool ->
                run.live().emit(new ToolProgress(tool.call(), tool.label(), tool.state(), tool.confirmation()));
            case Step.Cited cited -> run.live().emit(Told.cited(cited.citation()));
            case Step.Answered answered -> store(run, reply, answered.answer());
        }
    }

    /** The visitor stopped it, or it took too long; what was said until now is the answer. */
    private void cutShort(Run run, Reply reply, Throwable cause) {
        if (cause instanceof CancellationException && reply.hasBegun()) {
            store(run, reply, reply.stopped());
        } else {
            broken(run, reply, cause);
        }
    }

    /** The visitor learns that the answer is complete when it is stored and the next question may come. */
    private void store(Run run, Reply reply, Answer answer) {
        run.live().done();
        conversations
                .answer(run.tenant(), run.question(), run.asked(), answer)
                .invoke(stored -> {
                    if (!stored) {
                        throw Refusals.overtaken();
                    }
                })
                .invoke(() -> turns.remove(run.asked().turn()))
                .call(() -> books.settle(run.tenant(), run.admitted(), run.answered(answer)))
                .subscribe()
                .with(
                        stored -> end(
                                run,
                                new MessageCompleted(run.answer(), answer.finishReason(), Told.usage(run.admitted()))),
                        failure -> broken(run, reply, failure));
    }

    private void broken(Run run, @Nullable Reply reply, Throwable failure) {
        run.live().done();
        var refusal = Refusals.broken(failure);
        if (refusal.status() >= 500) {
            LOG.warnf(
                    "A turn failed tenant=%s turn=%s code=%s cause=%s",
                    run.tenant(), run.asked().turn(), refusal.code(), failure);
        }
        var unfinished = reply == null || !reply.hasBegun() ? null : reply.soFar("error");
        books.giveUp(run.running(), run.asked(), run.admitted(), run.opened(), unfinished)
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
}
