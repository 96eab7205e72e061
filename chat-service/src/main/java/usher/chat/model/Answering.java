package usher.chat.model;

import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;
import usher.chat.model.routing.Decision;

/** Who answers a question: the chosen model, those that follow when it is down, and why it was chosen. */
public record Answering(List<Candidate> candidates, Decision decision) {
    private static final Logger LOG = Logger.getLogger(Answering.class);

    public Answering {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("Somebody has to answer");
        }
    }

    /**
     * Asks one after the other until one speaks. Only a request of which nothing has come yet is left for the next model,
     * so that no word is said twice. The last one's failure is the failure of all.
     */
    public Multi<ModelEvent> reply(Prompt prompt, Attempts attempts) {
        return reply(prompt, attempts, any -> prompt.limits().maxTokens());
    }

    /** As {@link #reply(Prompt, Attempts)}; {@code most} says how many tokens each may write, none: it may not be asked. */
    public Multi<ModelEvent> reply(Prompt prompt, Attempts attempts, ToIntFunction<Candidate> most) {
        return Multi.createFrom().deferred(() -> ask(attempts.place(), new Request(prompt, attempts, most)));
    }

    /** Who is asked next. */
    public Candidate next(Attempts attempts) {
        return candidates.get(attempts.place());
    }

    private record Request(Prompt prompt, Attempts attempts, ToIntFunction<Candidate> most) {}

    private Multi<ModelEvent> ask(int place, Request request) {
        var candidate = candidates.get(place);
        var prompt = request.prompt().within(request.most().applyAsInt(candidate));
        var attempt = request.attempts().begin(place, candidate, prompt);
        var speaking = candidate
                .model()
                .reply(prompt)
                .invoke(attempt::hear)
                .onFailure()
                .invoke(attempt::fail);
        return place + 1 == candidates.size()
                ? speaking
                : speaking.onFailure(failure -> failure instanceof ModelFailure
                                && !attempt.spoke()
                                && request.most().applyAsInt(candidates.get(place + 1)) > 0)
                        .recoverWithMulti(failure -> {
                            LOG.warnf(
                                    "A model was passed over model=%s code=%s",
                                    candidate.name(), ((ModelFailure) failure).code());
                            return ask(place + 1, request);
                        });
    }

    public Candidate first() {
        return candidates.getFirst();
    }

    public String provider() {
        return first().name().provider();
    }

    public String name() {
        return first().name().model();
    }

    /** Stays the same as long as the same answer may be expected: of one model, and in one arm of an experiment. */
    public String cacheName() {
        return decision.arm() == null
                ? first().name().toString()
                : first().name() + "#" + decision.experiment() + "/" + decision.arm();
    }

    public Prompt.Limits limits() {
        return first().limits();
    }
}
