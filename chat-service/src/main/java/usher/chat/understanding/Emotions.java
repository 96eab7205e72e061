package usher.chat.understanding;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What somebody seems to feel, by words for it; a strong tone without such a word is joy, or anger when it is loud. */
final class Emotions {
    private static final Map<String, List<List<String>>> FILE = WordFile.read("emotions.txt");
    private static final double DELIGHTED = 0.8;
    private static final double LOUD = -0.55;

    private Emotions() {}

    static Emotion of(Said said, String text, double score) {
        var found = Emotion.NEUTRAL;
        long most = 0;
        for (var section : FILE.entrySet()) {
            var emotion = Emotion.valueOf(section.getKey().toUpperCase(Locale.ROOT));
            long times = section.getValue().stream().filter(said::has).count();
            if (times > most && fits(emotion, score)) {
                found = emotion;
                most = times;
            }
        }
        if (most > 0) {
            return found;
        }
        if (score >= DELIGHTED) {
            return Emotion.JOY;
        }
        return score <= LOUD && isLoud(text) ? Emotion.ANGER : Emotion.NEUTRAL;
    }

    /** <i>Not happy</i> is no joy, and a good tone is no anger. */
    private static boolean fits(Emotion emotion, double score) {
        return switch (emotion) {
            case JOY -> score > 0;
            case ANGER, SADNESS -> score < 0.2;
            default -> true;
        };
    }

    private static boolean isLoud(String text) {
        long capitals = text.chars().filter(Character::isUpperCase).count();
        long letters = text.chars().filter(Character::isLetter).count();
        return text.indexOf('!') >= 0 || (letters > 10 && capitals * 2 > letters);
    }
}
