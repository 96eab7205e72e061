package usher.chat.errand;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Asker;
import usher.chat.limit.Estimate;
import usher.chat.limit.Grant;
import usher.chat.limit.Limits;
import usher.chat.limit.Refusals;
import usher.chat.limit.Spent;
import usher.chat.limit.TokenBound;
import usher.chat.model.Answering;
import usher.chat.model.Attempts;
import usher.chat.model.Model;
import usher.chat.model.ModelEvent;
import usher.chat.model.ModelUse;
import usher.chat.model.Prompt;
import usher.chat.model.cost.Spending;
import usher.chat.model.cost.Spending.Occasion;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.kit.time.Ids;

/** Runs errands within the plan: reserved before, metered once and settled after, however they end. */
@ApplicationScoped
public class Errands {
    private static final Logger LOG = Logger.getLogger(Errands.class);

    private final Limits limits;
    private final Spending spending;
    private final Ids ids;

    Errands(Limits limits, Spending spending, Ids ids) {
        this.limits = limits;
        this.spending = spending;
        this.ids = ids;
    }

    /** A model that may be asked as often as one likes; each time is an errand. */
    public Model model(TenantId tenant, Errand errand, Answering by) {
        return prompt -> ask(tenant, errand, by, prompt, new Attempts());
    }

    /** Refuses what the plan does not cover. {@code attempts} learns who was asked and what that took. */
    public Multi<ModelEvent> ask(TenantId tenant, Errand errand, Answering by, Prompt prompt, Attempts attempts) {
        long input = TokenBound.of(prompt);
        var estimate = Estimate.once(by.candidates(), input, prompt.limits().maxTokens());
        return admit(tenant, estimate)
                .onItem()
                .transformToMulti(admitted -> reply(by, prompt, attempts, input, admitted.grant())
                        .onCancellation()
                        .invoke(attempts::stop)
                        .onTermination()
                        .call(() -> end(tenant, errand, admitted, attempts::uses)));
    }

    /** What an errand brought, and what it took. */
    public record Done<T>(T result, ModelUse use) {}

    /** An act that is no reply of a model, what it takes at most, and what it took most probably if nobody waits for it. */
    public record Act<T>(Estimate estimate, ModelUse presumed, Supplier<Uni<Done<T>>> run) {}

    /** One that fails is taken to have used nothing. */
    public <T> Uni<T> run(TenantId tenant, Errand errand, Act<T> act) {
        return admit(tenant, act.estimate())
                .chain(admitted -> act.run()
                        .get()
                        .onItem()
                        .call(done -> end(tenant, errand, admitted, () -> List.of(done.use())))
                        .onFailure()
                        .call(() -> end(tenant, errand, admitted, List::of))
                        .onCancellation()
                        .call(() -> end(tenant, errand, admitted, () -> List.of(act.presumed()))))
                .map(Done::result);
    }

    private Uni<Admitted> admit(TenantId tenant, Estimate estimate) {
        return limits.take(tenant, Asker.errand(ids.next()), estimate);
    }

    private static Multi<ModelEvent> reply(Answering by, Prompt prompt, Attempts attempts, long input, Grant grant) {
        var first = by.first().price();
        if (!first.holdsFor(input)) {
            return Multi.createFrom().failure(Refusals.promptTooLong());
        }
        return grant.output(first, input, attempts.sum()) == 0
                ? Multi.createFrom().failure(Refusals.budgetReached())
                : by.reply(prompt, attempts, next -> grant.output(next.price(), input, attempts.sum()));
    }

    /** The reservation's id is the occasion's, so that a count of the ledger knows it again. */
    private Uni<Void> end(TenantId tenant, Errand errand, Admitted admitted, Supplier<List<ModelUse>> used) {
        var uses = used.get();
        var held = admitted.reservation();
        if (uses.isEmpty()) {
            return settled(limits.settle(tenant, held, Spent.NOTHING));
        }
        var occasion =
                new Occasion(errand.purpose(), new MessageId(held.token()), errand.conversation(), errand.turn());
        return spending.record(tenant, occasion, uses)
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "An errand was not metered purpose=%s", errand.purpose()))
                .onFailure()
                .recoverWithItem(false)
                .chain(metered ->
                        settled(metered ? limits.settle(tenant, held, spent(uses)) : limits.release(tenant, held)));
    }

    private static Spent spent(List<ModelUse> uses) {
        return Spent.unanswered(
                false,
                uses.stream().mapToLong(use -> use.tokens().total()).sum(),
                uses.stream().mapToLong(use -> use.cost().micros()).sum());
    }

    private static Uni<Void> settled(Uni<Void> settling) {
        return settling.onFailure()
                .invoke(failure -> LOG.warnf("An errand was not settled cause=%s", failure))
                .onFailure()
                .recoverWithNull();
    }
}
