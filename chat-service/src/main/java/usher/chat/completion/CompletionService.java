package usher.chat.completion;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import usher.chat.assistant.Assistant;
import usher.chat.assistant.Step;
import usher.chat.completion.Attempts.Attempt;
import usher.chat.limit.Admission;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.LimitConfig;
import usher.chat.limit.Limits;
import usher.contracts.id.TenantId;

/** Takes a completion from admission to the stored answer. It runs to its end whether or not somebody still listens. */
@ApplicationScoped
class CompletionService {
    private static final Logger LOG = Logger.getLogger(CompletionService.class);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Limits limits;
    private final LimitConfig limitConfig;
    private final Attempts attempts;
    private final StoredCompletions stored;
    private final Assistant assistant;
    private final Vertx vertx;

    CompletionService(
            Limits limits,
            LimitConfig limitConfig,
            Attempts attempts,
            StoredCompletions stored,
            Assistant assistant,
            Vertx vertx) {
        this.limits = limits;
        this.limitConfig = limitConfig;
        this.attempts = attempts;
        this.stored = stored;
        this.assistant = assistant;
        this.vertx = vertx;
    }

    Uni<Completion> take(TenantId tenant, Wanted wanted) {
        return attempts.of(tenant, wanted)
                .chain(attempt -> limits.admit(tenant, attempt.speaker()).chain(admission -> switch (admission) {
                    case Admitted admitted -> begin(attempt, admitted);
                    case Admission.TooFast limited -> throw CompletionRefusals.tooFast(limited);
                    case Admission.Busy busy -> throw CompletionRefusals.inProgress();
                    case Admission.QuotaReached quota ->
                        throw CompletionRefusals.quotaReached(quota, limitConfig.upgradeUrl());
                    case Admission.NotReady notReady -> throw CompletionRefusals.notReady();
                }));
    }

    private Uni<Completion> begin(Attempt attempt, Admitted admitted) {
        if (attempt.wanted().idempotencyKey() == null) {
            return Uni.createFrom().item(start(attempt, admitted));
        }
        return stored.find(attempt)
                .chain(before -> before.isPresent()
                        ? settle(admitted, false).replaceWith(before.get())
                        : Uni.createFrom().item(start(attempt, admitted)))
                .onFailure()
                .call(() -> settle(admitted, false));
    }

    private Completion start(Attempt attempt, Admitted admitted) {
        var steps = Multi.createBy().replaying().ofMulti(steps(attempt, admitted));
        steps.subscribe().with(step -> {}, refusal -> {});
        return new Completion(
                attempt.answer(),
                attempt.question().conversation(),
                attempt.wanted().model().toString(),
                attempt.started().getEpochSecond(),
                admitted.allowance(),
                steps);
    }

    private Multi<Step> steps(Attempt attempt, Admitted admitted) {
        long renewal = vertx.setPeriodic(
                limitConfig.lease().toMillis() / 3,
                timer -> limits.renew(admitted.reservation()).subscribe().with(ok -> {}, lost -> {}));
        return assistant
                .reply(attempt.brief())
                .call(step -> step instanceof Step.Answered answered
                        ? stored.keep(attempt, answered.answer()).call(kept -> settle(admitted, kept))
                        : Uni.createFrom().voidItem())
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .onFailure()
                .call(failure -> broken(attempt, admitted, failure))
                .onFailure()
                .transform(CompletionRefusals::broken)
                .onTermination()
                .invoke(() -> vertx.cancelTimer(renewal));
    }

    private Uni<Boolean> broken(Attempt attempt, Admitted admitted, Throwable failure) {
        var refusal = CompletionRefusals.broken(failure);
        if (refusal.status() >= 500) {
            LOG.warnf("A completion failed tenant=%s code=%s cause=%s", attempt.tenant(), refusal.code(), failure);
        }
        return settle(admitted, false);
    }

    /** A Redis that is away gives leases back by their end, and quotas by counting anew. */
    private Uni<Boolean> settle(Admitted admitted, boolean answered) {
        return limits.settle(admitted.reservation(), answered)
                .replaceWith(true)
                .onFailure()
                .invoke(failure -> LOG.warnf("A completion was not settled cause=%s", failure))
                .onFailure()
                .recoverWithItem(false);
    }
}
