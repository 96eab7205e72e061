package usher.chat.understanding;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a message seems to be. {@code language} is a BCP 47 tag, {@code score} runs from -1 (bad) to 1 (good), and
 * {@code sentiment} names its side of zero. {@code product} is what the message is about, where that is known.
 */
public record Insight(
        String language,
        Direction direction,
        Sentiment sentiment,
        double score,
        Intent intent,
        Emotion emotion,
        @Nullable String product) {

    public Insight {
        if (!(score >= -1 && score <= 1)) {
            throw new IllegalArgumentException("A score is from -1 to 1");
        }
        score = Math.round(score * 100) / 100.0;
    }

    /** As it is stored with a turn: {@code {language, direction, sentiment, score, intent, emotion, product}}. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("language", language)
                .put("direction", direction.text())
                .put("sentiment", sentiment.text())
                .put("score", score)
                .put("intent", intent.text())
                .put("emotion", emotion.text())
                .put("product", product);
    }

    /** From what was stored; what is missing or unknown there is read as nothing in particular. */
    public static Insight of(JsonObject json) {
        var language = json.getString("language", "und");
        return new Insight(
                language,
                Direction.of(language),
                named(Sentiment.values(), json.getString("sentiment"), Sentiment.NEUTRAL),
                Math.clamp(json.getDouble("score", 0.0), -1, 1),
                named(Intent.values(), json.getString("intent"), Intent.OTHER),
                named(Emotion.values(), json.getString("emotion"), Emotion.NEUTRAL),
                json.getString("product"));
    }

    private static <E extends Enum<E>> E named(E[] values, @Nullable String text, E otherwise) {
        for (var value : values) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        return otherwise;
    }
}
