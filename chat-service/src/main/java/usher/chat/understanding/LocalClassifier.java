package usher.chat.understanding;

import io.smallrye.mutiny.Uni;

/** Understands by word lists, in microseconds and without a network. */
public final class LocalClassifier implements Classifier {
    @Override
    public Uni<Insight> classify(String text, String locale) {
        return Uni.createFrom().item(insight(text, locale));
    }

    static Insight insight(String text, String locale) {
        var language = Languages.of(text, locale);
        var said = Said.of(text);
        double score = Tone.score(text);
        var emotion = Emotions.of(said, text, score);
        return new Insight(
                language,
                Direction.of(language),
                Sentiment.of(score),
                score,
                Intents.of(said, text, emotion, score),
                emotion,
                null);
    }
}
