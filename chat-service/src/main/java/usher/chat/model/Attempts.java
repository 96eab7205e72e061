package usher.chat.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import usher.chat.model.price.Price;

/**
 * Every request made for one answer: who was asked, what it used, and who failed. It can be read at any time, also in the
 * middle of an answer that never ends. One turn, one thread at a time.
 */
public final class Attempts {
    private final List<Attempt> all = new ArrayList<>();

    /** A model that was asked and could not answer; {@code code} is that of its {@link ModelFailure}. */
    public record Failed(ModelName model, String code) {}

    private record Who(ModelName name, Price price) {}

    Attempt begin(int place, Candidate by, Prompt prompt) {
        var attempt = new Attempt(place, by, prompt);
        all.add(attempt);
        return attempt;
    }

    /** Where the next round begins: with the model that spoke last, not again with one that is down. */
    int place() {
        return all.isEmpty() ? 0 : all.getLast().place();
    }

    /** What was used so far by each model, in the order they were first asked. */
    public List<ModelUse> uses() {
        var uses = new LinkedHashMap<Who, ModelUse>();
        all.stream()
                .map(Attempt::use)
                .filter(use -> !use.tokens().equals(TokenUse.NONE))
                .forEach(use -> uses.merge(new Who(use.name(), use.price()), use, ModelUse::plus));
        return List.copyOf(uses.values());
    }

    /** The answer ends here on purpose. What the provider will charge for the broken request it has not said; it is estimated. */
    public void stop() {
        if (!all.isEmpty()) {
            all.getLast().stop();
        }
    }

    /** What all models used, and what that costs in micro-dollars. */
    public record Sum(TokenUse tokens, long micros) {
        public static final Sum NOTHING = new Sum(TokenUse.NONE, 0);
    }

    public Sum sum() {
        return uses().stream()
                .map(use -> new Sum(use.tokens(), use.cost().micros()))
                .reduce(
                        Sum.NOTHING,
                        (sum, more) -> new Sum(sum.tokens().plus(more.tokens()), sum.micros() + more.micros()));
    }

    public List<Failed> failures() {
        return all.stream().flatMap(attempt -> attempt.failure().stream()).toList();
    }

    /** Who answers, as far as it has come. */
    public ModelName speaker(ModelName first) {
        return all.isEmpty() ? first : all.getLast().name();
    }
}
