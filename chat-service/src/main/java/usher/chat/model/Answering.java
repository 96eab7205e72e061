package usher.chat.model;

import io.smallrye.mutiny.Multi;
import java.util.List;
import org.jboss.logging.Logger;
import usher.chat.model.routing.Decision;
import usher.contracts.money.TokenPrice;

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
        return Multi.createFrom().deferred(() -> ask(attempts.place(), prompt, attempts));
    }

    private Multi<ModelEvent> ask(int place, Prompt prompt, Attempts attempts) {
        var candidate = candidates.get(place);
        var attempt = attempts.begin(place, candidate, prompt);
        var speaking = candidate
                .model()
                .reply(prompt)
                .invoke(attempt::hear)
                .onFailure()
                .invoke(attempt::fail);
        return place + 1 == candidates.size()
                ? speaking
                : speaking.onFailure(failure -> failure instanceof ModelFailure && !attempt.spoke())
                        .recoverWithMulti(failure -> {
                            LOG.warnf(
                                    "A model was passed over model=%s code=%s",
                                    candidate.name(), ((ModelFailure) failure).code());
                            return ask(place + 1, prompt, attempts);
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

    public Prompt.Limits limits() {
        return first().limits();
    }

    public TokenPrice inputPrice() {
        return first().price().input();
    }

    public TokenPrice outputPrice() {
        return first().price().output();
    }
}
