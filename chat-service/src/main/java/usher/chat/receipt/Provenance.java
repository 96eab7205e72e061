package usher.chat.receipt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Attempts;
import usher.chat.model.ModelName;
import usher.chat.model.ModelUse;
import usher.chat.model.TokenUse;
import usher.chat.model.price.TokenCost;
import usher.chat.model.routing.Decision;

/**
 * How an answer came about: who spoke, why that one, who failed before, what was used, and how long it took.
 * {@code promptHash} is of who the model was told to be, absent where no model was asked; {@code cache} is none, or how a stored
 * answer was used.
 */
public record Provenance(
        ModelName speaker,
        Decision decision,
        List<Attempts.Failed> failures,
        List<ModelUse> uses,
        @Nullable String promptHash,
        Timing timing,
        String cache,
        List<Guard> guards) {
    private static final String NOT_CACHED = "none";

    public Provenance {
        failures = List.copyOf(failures);
        uses = List.copyOf(uses);
        guards = List.copyOf(guards);
    }

    /** Of an answer that a model gave, with nothing else to say about it. */
    public Provenance(
            ModelName speaker, Decision decision, Attempts attempts, @Nullable String promptHash, Timing timing) {
        this(
                attempts.speaker(speaker),
                decision,
                attempts.failures(),
                attempts.uses(),
                promptHash,
                timing,
                NOT_CACHED,
                List.of());
    }

    /** What a guard found, for example {@code injection}: {@code passed}. */
    public record Guard(String guard, String verdict) {}

    /** Of an answer that was made for the same question before: no model is asked and nothing is used. */
    public static Provenance cached(ModelName speaker, Decision decision) {
        return new Provenance(speaker, decision, new Attempts(), null, new Timing(null, 0)).withCache("exact");
    }

    public boolean isCached() {
        return !cache.equals(NOT_CACHED);
    }

    public Provenance withCache(String how) {
        return new Provenance(speaker, decision, failures, uses, promptHash, timing, how, guards);
    }

    public Provenance withGuards(List<Guard> verdicts) {
        return new Provenance(speaker, decision, failures, uses, promptHash, timing, cache, verdicts);
    }

    /** Milliseconds since the answer was begun; the first word may never have come. */
    public record Timing(@Nullable Long firstTokenMs, long totalMs) {}

    /** Of an answer that was put together from what is left of a turn, by somebody who did not see it. */
    public static Provenance unknown() {
        return new Provenance(
                new ModelName("unknown", "unknown"), Decision.CHOSEN, new Attempts(), null, new Timing(null, 0));
    }

    public TokenUse tokens() {
        return uses.stream().map(ModelUse::tokens).reduce(TokenUse.NONE, TokenUse::plus);
    }

    public TokenCost cost() {
        return uses.stream().map(ModelUse::cost).reduce(TokenCost.NONE, TokenCost::plus);
    }
}
