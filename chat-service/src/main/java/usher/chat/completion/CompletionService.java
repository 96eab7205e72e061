package usher.chat.completion;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import usher.chat.assistant.Assistant;
import usher.chat.assistant.Reply;
import usher.chat.assistant.Step;
import usher.chat.completion.Attempts.Attempt;
import usher.chat.conversation.Answer;
import usher.chat.limit.Admission;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Asker;
import usher.chat.limit.Estimates;
import usher.chat.limit.LimitConfig;
import usher.chat.limit.Limits;
import usher.chat.limit.Refusals;
import usher.chat.limit.Spent;
import usher.chat.understanding.Understanding;
import usher.contracts.id.TenantId;

/** Takes a completion from admission to the stored answer. It runs to its end whether or not somebody still listens. */
@ApplicationScoped
class CompletionService {
    private static final Logger LOG = Logger.getLogger(CompletionService.class);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Estimates estimates;
    private final Limits limits;
    private final LimitConfig limitConfig;
    private final Attempts attempts;
    private final StoredCompletions stored;
    private final Assistant assistant;
    private final Understanding understanding;
    private final Vertx vertx;

    CompletionService(
            Estimates estimates,
            Limits limits,
            LimitConfig limitConfig,
            Attempts attempts,
            StoredCompletions stored,
            Assistant assistant,
            Understanding understanding,
            Vertx vertx) {
        this.estimates = estimates;
        this.limits = limits;
        this.limitConfig = limitConfig;
        this.attempts = attempts;
        this.stored = stored;
        this.assistant = assistant;
        this.understanding = understanding;
        this.vertx = vertx;
    }

    Uni<Completion> take(TenantId tenant, Wanted wanted) {
        return attempts.of(tenant, wanted)
                .chain(attempt -> admit(attempt).chain(admission -> switch (admission) {
                    case Admitted admitted -> begin(attempt.under(admitted), admitted);
                    case Admission.TooFast limited -> throw CompletionRefusals.tooFast(limited);
                    case Admission.Busy busy -> throw CompletionRefusals.inProgress();
                    default -> throw Refusals.of(admission, limitConfig.upgradeUrl());
                }));
    }

    private Uni<Admission> admit(Attempt attempt) {
        var asker = new Asker(attempt.speaker(), null, null, attempt.question().conversation());
        return estimates
                .of(
                        attempt.tenant(),
                        attempt.wanted().question(),
                        attempt.wanted().terms().maxTokens())
                .chain(estimate -> limits.admit(attempt.tenant(), asker, estimate));
    }

    private Uni<Completion> begin(Attempt attempt, Admitted admitted) {
        if (attempt.wanted().idempotencyKey() == null) {
            return Uni.createFrom().item(start(attempt, admitted));
        }
        return stored.find(attempt)
                .chain(before -> before.isPresent()
                        ? settle(attempt, admitted, Spent.NOTHING).replaceWith(before.get())
                        : Uni.createFrom().item(start(attempt, admitted)))
                .onFailure()
                .call(() -> settle(attempt, admitted, Spent.NOTHING));
    }

    private Completion start(Attempt attempt, Admitted admitted) {
        var question = attempt.question();
        understanding.begin(
                attempt.tenant(), question.conversation(), question.turn(), question.text(), question.locale());
        var parts = Multi.createBy().replaying().ofMulti(parts(attempt, admitted));
        parts.subscribe().with(part -> {}, refusal -> {});
        return new Completion(
                attempt.answer(),
                question.conversation(),
                attempt.wanted().model().toString(),
                attempt.started().getEpochSecond(),
                admitted.allowance(),
                parts);
    }

    private Multi<Part> parts(Attempt attempt, Admitted admitted) {
        long renewal = vertx.setPeriodic(
                limitConfig.reservation().toMillis() / 4,
                timer -> limits.renew(admitted.reservation()).subscribe().with(ok -> {}, lost -> {}));
        var reply = assistant.reply(attempt.brief());
        return reply.steps()
                .call(step -> step instanceof Step.Answered answered
                        ? keep(attempt, admitted, answered.answer())
                        : Uni.createFrom().voidItem())
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .onFailure()
                .call(failure -> broken(attempt, admitted, reply, failure))
                .onFailure()
                .transform(CompletionRefusals::broken)
                .onTermination()
                .invoke(() -> vertx.cancelTimer(renewal))
                .onItem()
                .transformToIterable(Part::of);
    }

    private Uni<Boolean> keep(Attempt attempt, Admitted admitted, Answer answer) {
        return stored.keep(attempt, answer)
                .call(kept -> kept
                        ? settle(
                                attempt,
                                admitted,
                                Spent.answered(
                                        true, tokens(answer), answer.cost().micros()))
                        : unkept(attempt, admitted, answer));
    }

    /** What was used for an answer that nobody keeps, because it broke or its key was kept meanwhile, is metered without one. */
    private Uni<Boolean> unkept(Attempt attempt, Admitted admitted, Answer answer) {
        if (answer.from().uses().isEmpty()) {
            return settle(attempt, admitted, Spent.NOTHING);
        }
        return stored.spent(attempt, answer)
                .onFailure()
                .invoke(failure ->
                        LOG.errorf(failure, "Use of a completion was not metered message=%s", answer.message()))
                .onFailure()
                .recoverWithItem(false)
                .chain(metered -> metered
                        ? settle(
                                attempt,
                                admitted,
                                Spent.unanswered(
                                        false, tokens(answer), answer.cost().micros()))
                        : settled(limits.release(attempt.tenant(), admitted.reservation())));
    }

    private Uni<Boolean> broken(Attempt attempt, Admitted admitted, Reply reply, Throwable failure) {
        var refusal = CompletionRefusals.broken(failure);
        if (refusal.status() >= 500) {
            LOG.warnf("A completion failed tenant=%s code=%s cause=%s", attempt.tenant(), refusal.code(), failure);
        }
        return reply.hasBegun()
                ? unkept(attempt, admitted, reply.soFar("error"))
                : settle(attempt, admitted, Spent.NOTHING);
    }

    private static long tokens(Answer answer) {
        return answer.tokens().input() + answer.tokens().output();
    }

    /** A Redis that is away gives leases back by their end, and quotas by counting anew. */
    private Uni<Boolean> settle(Attempt attempt, Admitted admitted, Spent spent) {
        return settled(limits.settle(attempt.tenant(), admitted.reservation(), spent));
    }

    private static Uni<Boolean> settled(Uni<Void> settling) {
        return settling.replaceWith(true)
                .onFailure()
                .invoke(failure -> LOG.warnf("A completion was not settled cause=%s", failure))
                .onFailure()
                .recoverWithItem(false);
    }
}
