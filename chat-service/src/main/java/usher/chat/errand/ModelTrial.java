package usher.chat.errand;

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
import usher.chat.model.choice.ModelRole;
import usher.chat.model.routing.Decision;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;

/** Tries whether a model can be reached, by asking it for a word, or for a word's vector. */
@ApplicationScoped
class ModelTrial {
    private static final Duration LONGEST_TEST = Duration.ofSeconds(15);
    private static final Errand TEST = Errand.of("test");
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
    private final Embeddings embeddings;
    private final Errands errands;
    private final InstantSource clock;

    ModelTrial(Models models, Embeddings embeddings, Errands errands, InstantSource clock) {
        this.models = models;
        this.embeddings = embeddings;
        this.errands = errands;
        this.clock = clock;
    }

    Uni<ConnectionTest> test(TenantId tenant, ModelRole role) {
        return role == ModelRole.EMBED
                ? embed(tenant)
                : models.of(tenant, role).chain(found -> ask(tenant, found.orElseThrow(Refusal::notFound)));
    }

    private Uni<ConnectionTest> ask(TenantId tenant, Candidate candidate) {
        var attempts = new Attempts();
        long began = clock.millis();
        var by = new Answering(List.of(candidate), Decision.CHOSEN);
        return code(errands.ask(tenant, TEST, by, WORD, attempts).onItem().ignoreAsUni())
                .map(code -> outcome(candidate, attempts, code, clock.millis() - began));
    }

    private Uni<ConnectionTest> embed(TenantId tenant) {
        long began = clock.millis();
        return embeddings
                .of(tenant)
                .chain(embedding -> code(embedding.embed(TEST, List.of("OK")))
                        .map(code -> new ConnectionTest(
                                code.isEmpty(),
                                embedding.name().provider(),
                                embedding.name().model(),
                                null,
                                code.orElse(null),
                                clock.millis() - began,
                                0,
                                0)));
    }

    /** Empty when it works. */
    private static Uni<Optional<String>> code(Uni<?> trial) {
        return trial.ifNoItem()
                .after(LONGEST_TEST)
                .failWith(() -> new ModelFailure("model-unavailable", "It did not answer in time"))
                .map(answered -> Optional.<String>empty())
                .onFailure(ModelFailure.class)
                .recoverWithItem(failure -> Optional.of(((ModelFailure) failure).code()));
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
