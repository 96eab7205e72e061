package usher.chat.understanding;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import usher.chat.model.language.Words;

/**
 * Which language a message is in: by its script, and among those that share one by their most frequent words and by letters
 * that only some of them have. A message that tells nothing is in the language of its page.
 */
final class Languages {
    private static final String UNKNOWN = "und";
    private static final Map<UnicodeScript, String> OF_ONE_LANGUAGE = Map.ofEntries(
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.HIRAGANA, "ja"),
            Map.entry(UnicodeScript.KATAKANA, "ja"),
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.HAN, "zh"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.DEVANAGARI, "hi"),
            Map.entry(UnicodeScript.BENGALI, "bn"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"),
            Map.entry(UnicodeScript.ETHIOPIC, "am"));
    private static final Map<UnicodeScript, String> USUAL =
            Map.of(UnicodeScript.LATIN, "en", UnicodeScript.CYRILLIC, "ru", UnicodeScript.ARABIC, "ar");
    private static final Map<String, UnicodeScript> SCRIPTS = Map.of(
            "ru",
            UnicodeScript.CYRILLIC,
            "uk",
            UnicodeScript.CYRILLIC,
            "ar",
            UnicodeScript.ARABIC,
            "fa",
            UnicodeScript.ARABIC,
            "ur",
            UnicodeScript.ARABIC,
            "he",
            UnicodeScript.HEBREW);
    private static final Map<String, Set<String>> WORDS = WordFile.read("languages.txt").entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Languages::flat));
    /** Letters that tell languages of one script apart. */
    private static final Map<String, String> LETTERS = Map.of(
            "de",
            "äöüß",
            "es",
            "ñ¿¡áíóú",
            "fr",
            "éèêçàùœîâô",
            "pt",
            "ãõçáé",
            "it",
            "òìàùè",
            "uk",
            "іїєґ",
            "ru",
            "ыэёъ",
            "fa",
            "پچژگ",
            "ur",
            "ٹڈڑں");

    private static final double OF_A_LETTER = 0.6;

    private Languages() {}

    static String of(String text, String locale) {
        var hint = locale.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        var script = script(text);
        if (script == null) {
            return hint.isEmpty() ? UNKNOWN : hint;
        }
        var only = OF_ONE_LANGUAGE.get(script);
        return only != null ? only : ofShared(script, text, hint);
    }

    /** Kana decide for Japanese however many of its letters are Chinese. */
    private static @org.jspecify.annotations.Nullable UnicodeScript script(String text) {
        var letters = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(point -> letters.merge(UnicodeScript.of(point), 1, Integer::sum));
        if (letters.containsKey(UnicodeScript.HIRAGANA) || letters.containsKey(UnicodeScript.KATAKANA)) {
            return UnicodeScript.HIRAGANA;
        }
        return letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static String ofShared(UnicodeScript script, String text, String hint) {
        var usual = USUAL.get(script);
        if (usual == null) {
            return UNKNOWN;
        }
        var points = points(script, text);
        var fallback = script == SCRIPTS.getOrDefault(hint, UnicodeScript.LATIN) && !hint.isEmpty() ? hint : usual;
        double most =
                points.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        if (most == 0 || points.getOrDefault(fallback, 0.0) == most) {
            return fallback;
        }
        return points.entrySet().stream()
                .filter(each -> each.getValue() == most)
                .map(Map.Entry::getKey)
                .min(java.util.Comparator.comparingInt(each -> each.equals(usual) ? 0 : 1))
                .orElse(fallback);
    }

    private static Map<String, Double> points(UnicodeScript script, String text) {
        var points = new HashMap<String, Double>();
        var words = Words.of(text);
        // Only letters beyond ASCII tell languages apart, and most messages have none.
        var telling = text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(letter -> letter > 'z')
                .toArray();
        WORDS.forEach((language, known) -> {
            if (SCRIPTS.getOrDefault(language, UnicodeScript.LATIN) == script) {
                double found = words.stream().filter(known::contains).count();
                var letters = LETTERS.getOrDefault(language, "");
                long own = IntStream.of(telling)
                        .filter(letter -> letters.indexOf(letter) >= 0)
                        .count();
                found += OF_A_LETTER * own;
                points.put(language, found);
            }
        });
        return points;
    }

    private static Set<String> flat(Map.Entry<String, List<List<String>>> section) {
        return section.getValue().stream().flatMap(List::stream).collect(Collectors.toSet());
    }
}
