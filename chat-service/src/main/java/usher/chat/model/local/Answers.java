package usher.chat.model.local;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import usher.chat.model.Prompt;

/** Answers from passages: an FAQ entry's answer word for word, the best sentences of a document, or a polite no. */
@ApplicationScoped
class Answers {
    /** What a passage's score must reach to be taken as an answer; retrieval is calibrated to it. */
    private static final double ANSWERS = 0.5;
    /** Documents that come this near to the best one may hold the better sentence. */
    private static final double NEARLY = 0.2;

    private static final int MOST_DOCUMENTS = 4;

    private final Quotes quotes;

    Answers(Quotes quotes) {
        this.quotes = quotes;
    }

    Uni<String> answer(Prompt prompt) {
        var tongue = Tongue.of(prompt);
        var best = prompt.passages().stream()
                .max(Comparator.comparingDouble(Prompt.Passage::score))
                .filter(passage -> passage.score() >= ANSWERS);
        if (best.isEmpty()) {
            return Uni.createFrom().item(Offer.refusal(prompt, tongue));
        }
        var passage = best.get();
        if (passage.answer() != null) {
            return Uni.createFrom().item(cited(passage.answer().strip(), passage.index()));
        }
        return quotes.best(prompt.question(), documents(prompt, passage.score()))
                .map(quote -> cited(quote.text(), quote.passage().index()));
    }

    private static List<Prompt.Passage> documents(Prompt prompt, double best) {
        return prompt.passages().stream()
                .filter(passage -> passage.answer() == null)
                .filter(passage -> passage.score() >= best - NEARLY)
                .limit(MOST_DOCUMENTS)
                .toList();
    }

    private static String cited(String text, int index) {
        return text + " [" + index + "]";
    }
}
