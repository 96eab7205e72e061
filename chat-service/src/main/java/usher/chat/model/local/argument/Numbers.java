package usher.chat.model.local.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import usher.chat.model.language.Stem;
import usher.chat.model.language.StopWords;
import usher.chat.model.language.Words;

/**
 * Numbers in digits or small ones in words; of several, the one whose neighbour the parameter speaks of. What is not needed is
 * taken from such a one alone: the number in <i>refund my order 1042</i> is no amount.
 */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d.,])-?\\d{1,15}(?:[.,]\\d{1,6})?(?![\\d])");
    private static final List<String> SMALL = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private Numbers() {}

    static Optional<JsonNode> find(Parameter parameter, String text) {
        var digits = spelledOut(text);
        var fitting = NUMBER.matcher(digits)
                .results()
                .filter(match -> value(parameter, match).isPresent())
                .toList();
        return fitting.stream()
                .filter(match -> isNear(parameter, digits, match))
                .findFirst()
                .or(() -> parameter.required() ? fitting.stream().findFirst() : Optional.empty())
                .flatMap(match -> value(parameter, match));
    }

    private static Optional<JsonNode> value(Parameter parameter, MatchResult match) {
        var number = new BigDecimal(match.group().replace(',', '.'));
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        var schema = parameter.schema();
        boolean within = (!schema.has("minimum")
                        || number.compareTo(schema.path("minimum").decimalValue()) >= 0)
                && (!schema.has("maximum")
                        || number.compareTo(schema.path("maximum").decimalValue()) <= 0);
        if (!within || parameter.is("integer") && !whole) {
            return Optional.empty();
        }
        return Optional.of(whole ? LongNode.valueOf(number.longValue()) : DecimalNode.valueOf(number));
    }

    private static boolean isNear(Parameter parameter, String text, MatchResult match) {
        var own = parameter.words().stream()
                .filter(word -> !StopWords.contains(word))
                .map(Stem::of)
                .toList();
        var after = Words.of(text.substring(match.end())).stream().limit(2);
        var before =
                Words.of(text.substring(0, match.start())).reversed().stream().limit(2);
        return Stream.concat(after, before).map(Stem::of).anyMatch(own::contains);
    }

    private static String spelledOut(String text) {
        var digits = text;
        for (int number = 1; number < SMALL.size(); number++) {
            digits = digits.replaceAll("(?i)\\b" + SMALL.get(number) + "\\b", String.valueOf(number));
        }
        return digits;
    }
}
