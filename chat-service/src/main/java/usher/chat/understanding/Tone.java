package usher.chat.understanding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import usher.chat.model.language.Hebrew;
import usher.chat.model.language.Words;

/**
 * How a message feels: the weights of its words, turned round by a negation shortly before them, made more or less by words of
 * degree, with what follows a <i>but</i> counting most. The sum x becomes x / sqrt(x² + 4), which keeps it between -1 and 1.
 */
final class Tone {
    private static final Map<String, List<List<String>>> FILE = WordFile.read("sentiment.txt");
    private static final Map<String, Double> WEIGHTS = weights();
    private static final Set<String> NEGATIONS = words("not");
    private static final Set<String> MORE = words("more");
    private static final Set<String> LESS = words("less");
    private static final Set<String> BUT = words("but");
    private static final List<String> POLITE = FILE.getOrDefault("polite", List.of()).stream()
            .map(phrase -> " " + String.join(" ", phrase) + " ")
            .toList();
    private static final Pattern CLAUSE = Pattern.compile("[,.;:!?\\n()\\u2013\\u2014]+");
    private static final String GLUED = "הושבלמכ";
    private static final String GOOD_SIGNS = "😀😃😄😁😊🙂😍🥰❤👍🎉🙏😂👏💚💙";
    private static final String BAD_SIGNS = "😡😠🤬😞😢😭👎💔😤☹🙁😒😩";
    private static final int REACH = 3;
    private static final double TURNED = -0.8;
    private static final double STRONGER = 1.5;
    private static final double WEAKER = 0.5;
    private static final double SIGN = 2;
    private static final double SPREAD = 4;

    private Tone() {}

    static double score(String text) {
        double sum = signs(text);
        for (var clause : CLAUSE.split(text)) {
            sum = clause(sum, telling(Words.of(clause)));
        }
        if (text.indexOf('!') >= 0) {
            sum *= 1.2;
        }
        return sum / Math.sqrt(sum * sum + SPREAD);
    }

    /** What was said before a <i>but</i> counts less. */
    private static double clause(double before, List<String> words) {
        double sum = before;
        for (int at = 0; at < words.size(); at++) {
            if (BUT.contains(words.get(at))) {
                sum *= WEAKER;
            } else {
                sum += weight(words.get(at)) * around(words, at);
            }
        }
        return sum;
    }

    /** What the words around make of one: Hebrew puts <i>very</i> behind it. */
    private static double around(List<String> words, int at) {
        double factor = 1;
        for (int before = Math.max(0, at - REACH); before < at; before++) {
            var word = words.get(before);
            if (NEGATIONS.contains(word)) {
                factor *= TURNED;
            } else if (before >= at - 2) {
                factor *= degree(word);
            }
        }
        return at + 1 < words.size() && Hebrew.isHebrew(words.get(at)) ? factor * degree(words.get(at + 1)) : factor;
    }

    private static double degree(String word) {
        if (MORE.contains(word)) {
            return STRONGER;
        }
        return LESS.contains(word) ? WEAKER : 1;
    }

    /** One glued letter is looked behind and no more: בבקשה, please, is not קשה, hard. */
    private static double weight(String word) {
        var weight = WEIGHTS.get(word);
        if (weight == null && word.length() > 3 && GLUED.indexOf(word.charAt(0)) >= 0) {
            weight = WEIGHTS.get(word.substring(1));
        }
        return weight == null ? 0 : weight;
    }

    /** The words without turns of phrase that say nothing of feelings: <i>good morning</i>, <i>I would like</i>. */
    private static List<String> telling(List<String> words) {
        var left = " " + String.join(" ", words) + " ";
        for (var phrase : POLITE) {
            left = left.replace(phrase, " ");
        }
        return List.of(left.strip().split(" "));
    }

    private static double signs(String text) {
        return text.codePoints()
                .mapToDouble(point -> {
                    if (GOOD_SIGNS.indexOf(point) >= 0) {
                        return SIGN;
                    }
                    return BAD_SIGNS.indexOf(point) >= 0 ? -SIGN : 0;
                })
                .sum();
    }

    private static Map<String, Double> weights() {
        var weights = new HashMap<String, Double>();
        FILE.forEach((section, entries) -> {
            if (section.matches("[+-]\\d")) {
                entries.forEach(entry -> entry.forEach(word -> weights.put(word, Double.valueOf(section))));
            }
        });
        return weights;
    }

    private static Set<String> words(String section) {
        return FILE.getOrDefault(section, List.of()).stream()
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }
}
