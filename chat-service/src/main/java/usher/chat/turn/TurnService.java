package usher.chat.turn;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.chat.assistant.Assistant;
import usher.chat.assistant.Brief;
import usher.chat.assistant.Step;
import usher.chat.conversation.Answer;
import usher.chat.conversation.Asking;
import usher.chat.conversation.Asking.Asked;
import usher.chat.conversation.Citation;
import usher.chat.conversation.Conversations;
import usher.chat.conversation.MessageView;
import usher.chat.conversation.Question;
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
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Problem;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantSnapshots;
import usher.kit.time.Ids;

/** Takes a question from admission to the stored answer. Nothing is held open in the database while the model talks. */
@ApplicationScoped
class TurnService {
    private static final Logger LOG = Logger.getLogger(TurnService.class);
    private static final Duration LONGEST_TURN = Duration.ofMinutes(3);

    private final Limits limits;
    private final LimitConfig limitConfig;
    private final Conversations conversations;
    private final Transcripts transcripts;
    private final Assistant assistant;
    private final TenantSnapshots tenants;
    private final Ids ids;
    private final Vertx vertx;

    TurnService(
            Limits limits,
            LimitConfig limitConfig,
            Conversations conversations,
            Transcripts transcripts,
            Assistant assistant,
            TenantSnapshots tenants,
            Ids ids,
            Vertx vertx) {
        this.limits = limits;
        this.limitConfig = limitConfig;
        this.conversations = conversations;
        this.transcripts = transcripts;
        this.assistant = assistant;
        this.tenants = tenants;
        this.ids = ids;
        this.vertx = vertx;
    }

    /** What one turn knows. */
    private record Run(
            TenantId tenant,
            Question question,
            Asked asked,
            Admitted admitted,
            MessageId answer,
            AtomicReference<Step.@Nullable Unfinished> unfinished) {}

    /** Refuses a turn that may not start; else it runs from now on, whether or not anybody listens. */
    Uni<Turn> take(TenantId tenant, Question question) {
        return limits.admit(tenant, speaker(question)).chain(admission -> switch (admission) {
            case Admitted admitted -> ask(tenant, question, admitted);
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

    private Uni<Turn> ask(TenantId tenant, Question question, Admitted admitted) {
        return conversations
                .ask(tenant, question)
                .chain(asking -> switch (asking) {
                    case Asked asked ->
                        Uni.createFrom()
                                .item(start(new Run(
                                        tenant,
                                        question,
                                        asked,
                                        admitted,
                                        new MessageId(ids.next()),
                                        new AtomicReference<>())));
                    case Asking.AnsweredBefore before -> repeat(tenant, before, admitted);
                    case Asking.Missing missing -> throw Refusal.notFound();
                    case Asking.Ended ended -> throw Refusals.ended();
                })
                .onFailure()
                .call(() -> settle(admitted, false));
    }

    private Uni<Turn> repeat(TenantId tenant, Asking.AnsweredBefore before, Admitted admitted) {
        return settle(admitted, false)
                .chain(() -> transcripts.message(tenant, before.answer()))
                .map(message -> new Turn(null, told(before, message)));
    }

    private Turn start(Run run) {
        var events = Multi.createBy().replaying().ofMulti(events(run));
        events.subscribe()
                .with(
                        event -> {},
                        failure -> LOG.errorf(
                                failure, "A turn broke turn=%s", run.asked().turn()));
        return new Turn(run.admitted().allowance(), events);
    }

    private Multi<ReplyEvent> events(Run run) {
        long renewal = vertx.setPeriodic(
                limitConfig.lease().toMillis() / 3,
                timer -> limits.renew(run.admitted().reservation()).subscribe().with(ok -> {}, lost -> {}));
        Multi<ReplyEvent> started = Multi.createFrom()
                .item(new TurnStarted(run.asked().turn(), run.asked().conversation(), run.answer()));
        Multi<ReplyEvent> answered = tenants.find(run.tenant())
                .map(tenant -> brief(run, tenant == null ? "" : tenant.name()))
                .onItem()
                .transformToMulti(assistant::reply)
                .onItem()
                .transformToMultiAndConcatenate(step -> show(run, step))
                .ifNoItem()
                .after(LONGEST_TURN)
                .fail()
                .onFailure()
                .recoverWithMulti(failure -> broken(run, failure));
        return Multi.createBy()
                .concatenating()
                .streams(
                        started,
                        answered,
                        Multi.createFrom().item(new TurnCompleted(run.asked().turn())))
                .onTermination()
                .invoke(() -> vertx.cancelTimer(renewal));
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
                run.question().locale());
    }

    private Multi<ReplyEvent> show(Run run, Step step) {
        return switch (step) {
            case Step.Began began -> {
                run.unfinished().set(began.answer());
                yield Multi.createFrom().empty();
            }
            case Step.Said said -> Multi.createFrom().item(new TextDelta(run.answer(), said.delta()));
            case Step.UsedTool tool ->
                Multi.createFrom().item(new ToolProgress(tool.call(), tool.label(), tool.state()));
            case Step.Cited cited -> Multi.createFrom().item(cited(cited.citation()));
            case Step.Answered answered -> store(run, answered.answer()).toMulti();
        };
    }

    private static ReplyEvent cited(Citation citation) {
        return new ReplyEvent.CitationAdded(citation.index(), citation.title(), citation.url());
    }

    /** The visitor learns that the answer is complete when it is stored and the next question may come. */
    private Uni<ReplyEvent> store(Run run, Answer answer) {
        return conversations
                .answer(run.tenant(), run.asked(), answer)
                .invoke(stored -> {
                    if (!stored) {
                        throw Refusals.overtaken();
                    }
                })
                .call(() -> settle(run.admitted(), true))
                .map(stored -> new MessageCompleted(run.answer(), answer.finishReason(), usage(run.admitted())));
    }

    private Multi<ReplyEvent> broken(Run run, Throwable failure) {
        var refusal = Refusals.broken(failure);
        if (refusal.status() >= 500) {
            LOG.warnf(
                    "A turn failed tenant=%s turn=%s code=%s cause=%s",
                    run.tenant(), run.asked().turn(), refusal.code(), failure);
        }
        return meter(run)
                .chain(() -> settle(run.admitted(), false))
                .map(settled -> (ReplyEvent) new Failed(Problem.of(refusal, null)))
                .toMulti();
    }

    /** Models were asked, so they are paid, though nothing came of it. */
    private Uni<Boolean> meter(Run run) {
        var unfinished = run.unfinished().get();
        if (unfinished == null) {
            return Uni.createFrom().item(false);
        }
        return conversations
                .spent(run.tenant(), run.asked(), unfinished.soFar("error"))
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        failure,
                        "Use of a broken turn was not metered turn=%s",
                        run.asked().turn()))
                .onFailure()
                .recoverWithItem(false);
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

    /** The events of a turn that was answered before. */
    private static Multi<ReplyEvent> told(Asking.AnsweredBefore before, MessageView message) {
        Multi<ReplyEvent> tools = Multi.createFrom()
                .iterable(message.toolCalls())
                .map(tool -> new ToolProgress(tool.id(), tool.label(), tool.state()));
        Multi<ReplyEvent> cited =
                Multi.createFrom().iterable(message.citations()).map(TurnService::cited);
        List<ReplyEvent> end = List.of(
                new MessageCompleted(message.id(), String.valueOf(message.finishReason()), null),
                new TurnCompleted(before.turn()));
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(new TurnStarted(before.turn(), before.conversation(), message.id())),
                        tools,
                        Multi.createFrom().item(new TextDelta(message.id(), message.text())),
                        cited,
                        Multi.createFrom().iterable(end));
    }
}
