package usher.chat.understanding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UnderstandingTest {
    /** The samples that the word lists were written against. */
    @Test
    void understandsMostOfTheSamples() {
        var right = shares("messages.csv");

        assertTrue(right.language() >= 0.98, right.toString());
        assertTrue(right.sentiment() >= 0.90, right.toString());
        assertTrue(right.intent() >= 0.90, right.toString());
        assertTrue(right.emotion() >= 0.85, right.toString());
    }

    /** Samples that no word was added for; what is asked of them is what was reached. */
    @Test
    void understandsMessagesItWasNotWrittenFor() {
        var right = shares("held-out.csv");

        assertTrue(right.language() >= 0.95, right.toString());
        assertTrue(right.sentiment() >= 0.75, right.toString());
        assertTrue(right.intent() >= 0.70, right.toString());
        assertTrue(right.emotion() >= 0.75, right.toString());
    }

    @Test
    void takesShortMessagesForThePagesLanguage() {
        assertEquals("he", LocalClassifier.insight("1042", "he").language());
        assertEquals("fr", LocalClassifier.insight("OK", "fr-CA").language());
        assertEquals("he", LocalClassifier.insight("כן", "en").language());
        assertEquals("en", LocalClassifier.insight("ok", "").language());
    }

    @Test
    void knowsWhichWayALanguageRuns() {
        assertEquals(Direction.RTL, LocalClassifier.insight("שלום", "en").direction());
        assertEquals(Direction.RTL, LocalClassifier.insight("مرحبا بكم", "en").direction());
        assertEquals(Direction.LTR, LocalClassifier.insight("hello", "he").direction());
    }

    @Test
    void turnsWhatIsNegatedAndWeighsDegrees() {
        double good = score("The room was good");
        double veryGood = score("The room was very good");
        double notGood = score("The room was not good");

        assertTrue(veryGood > good && good > 0 && notGood < 0, veryGood + " " + good + " " + notGood);
        assertTrue(score("החדר היה טוב מאוד") > score("החדר היה טוב"));
        assertTrue(score("החדר לא היה טוב") < 0);
    }

    @Test
    void comesBackFromItsJson() {
        var insight = LocalClassifier.insight("This is the worst shop ever!", "en");

        assertEquals(insight, Insight.of(insight.toJson()));
    }

    @Test
    void survivesAnythingThatIsText() {
        for (var text : List.of("", " ", "!!!", "🙂", "\u202E", "12345", "שָׁלוֹם", "a".repeat(8000))) {
            assertTrue(Math.abs(LocalClassifier.insight(text, "en").score()) <= 1);
        }
    }

    /** Of all samples, how many were understood as people did. */
    private record Shares(double language, double sentiment, double intent, double emotion) {}

    private static double score(String text) {
        return LocalClassifier.insight(text, "en").score();
    }

    private static Shares shares(String name) {
        var right =
                new TreeMap<String, Double>(Map.of("language", 0.0, "sentiment", 0.0, "intent", 0.0, "emotion", 0.0));
        var samples = read(name);
        for (var sample : samples) {
            var insight = LocalClassifier.insight(sample.getField("text"), "en");
            var json = insight.toJson();
            for (var field : right.keySet()) {
                if (json.getString(field).equals(sample.getField(field))) {
                    right.merge(field, 1.0, Double::sum);
                } else {
                    System.out.printf(
                            Locale.ROOT,
                            "%s: %s %s, not %s (%.2f)%n",
                            sample.getField("text"),
                            field,
                            json.getString(field),
                            sample.getField(field),
                            insight.score());
                }
            }
        }
        right.replaceAll((field, count) -> count / samples.size());
        var shares = new Shares(
                right.getOrDefault("language", 0.0),
                right.getOrDefault("sentiment", 0.0),
                right.getOrDefault("intent", 0.0),
                right.getOrDefault("emotion", 0.0));
        System.out.println(name + ", " + samples.size() + " samples, right: " + shares);
        return shares;
    }

    private static List<NamedCsvRecord> read(String name) {
        InputStream in = Objects.requireNonNull(UnderstandingTest.class.getResourceAsStream(name));
        try (var records = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return records.stream().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
