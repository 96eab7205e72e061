package usher.chat.model.choice;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import usher.chat.model.Answering;
import usher.chat.model.Attempts;
import usher.chat.model.Candidate;
import usher.chat.model.ModelFailure;
import usher.chat.model.Models;
import usher.chat.model.Prompt;
import usher.chat.model.cost.Spending;
import usher.chat.model.routing.Decision;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.time.Ids;

/** Tries whether a model can be reached, by asking it for a word. */
@ApplicationScoped
class ModelTrial {
    private static final Duration LONGEST_TEST = Duration.ofSeconds(15);
    private static final Prompt WORD = new Prompt(
            new Prompt.Persona("Connection test", "Usher", "Answer with the word OK.", null),
            "en",
            List.of(),
            List.of(),
            "Say OK.",
            List.of(),
            List.of(),
            new Prompt.Limits(16, 0));

    private final Models models;
    private final Spending spending;
    private final Ids ids;
    private final InstantSource clock;

    ModelTrial(Models models, Spending spending, Ids ids, InstantSource clock) {
        this.models = models;
        this.spending = spending;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<ConnectionTest> test(TenantId tenant, ModelRole role) {
        return models.of(tenant, role).chain(found -> {
            var candidate = found.orElseThrow(Refusal::notFound);
            var attempts = new Attempts();
            long began = clock.millis();
            return new Answering(List.of(candidate), Decision.CHOSEN)
                    .reply(WORD, attempts)
                    .ifNoItem()
                    .after(LONGEST_TEST)
                    .failWith(() -> new ModelFailure("model-unavailable", "It did not answer in time"))
                    .onItem()
                    .ignoreAsUni()
                    .map(answered -> Optional.<String>empty())
                    .onFailure(ModelFailure.class)
                    .recoverWithItem(failure -> Optional.of(((ModelFailure) failure).code()))
                    .call(() -> meter(tenant, attempts))
                    .map(code -> outcome(candidate, attempts, code, clock.millis() - began));
        });
    }

    private Uni<Boolean> meter(TenantId tenant, Attempts attempts) {
        var occasion = new Spending.Occasion("test", new MessageId(ids.next()), null, null);
        return spending.record(tenant, occasion, attempts.uses());
    }

    private static ConnectionTest outcome(Candidate candidate, Attempts attempts, Optional<String> code, long millis) {
        var uses = attempts.uses();
        return new ConnectionTest(
                code.isEmpty(),
                candidate.name().provider(),
                candidate.name().model(),
                uses.isEmpty() ? null : uses.getFirst().servedModel(),
                code.orElse(null),
                millis,
                uses.stream().mapToLong(use -> use.tokens().total()).sum(),
                uses.stream().mapToLong(use -> use.cost().micros()).sum());
    }
}
