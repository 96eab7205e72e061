package usher.chat.model.local.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import usher.chat.model.language.Stem;
import usher.chat.model.language.StopWords;
import usher.chat.model.language.Words;
import usher.contracts.event.ToolDefinition;

/** Names of things, places and people: what is left of a question without the words that only ask. */
final class Names {
    private static final Set<String> ASKING = Set.of(
            "stock",
            "available",
            "availability",
            "left",
            "buy",
            "sell",
            "carry",
            "price",
            "cost",
            "check",
            "look",
            "find",
            "show",
            "search",
            "need",
            "order",
            "want",
            "inventory",
            "many",
            "piece",
            "item",
            "product",
            "size",
            "colour",
            "color",
            "currently",
            "today",
            "store",
            "shop",
            "online",
            "sold",
            "back",
            "last",
            "remaining",
            "pair",
            "long",
            "far",
            "במלאי",
            "מלאי",
            "נשאר",
            "נשארו",
            "זמין");
    private static final Pattern PLACE =
            Pattern.compile("\\b(?:in|at|near|to|from|for)\\s+(\\p{Lu}[\\p{L}'’-]*(?:\\s+\\p{Lu}[\\p{L}'’-]*)*)");
    private static final Pattern PERSON = Pattern.compile(
            "(?i:\\bmy name is|\\bname's|\\bi am|\\bi'm|\\bthis is|\\bunder the name(?: of)?|קוראים לי|שמי)\\s+(\\p{L}[\\p{L}'’-]*(?:\\s+\\p{L}[\\p{L}'’-]*){0,2})");

    private Names() {}

    static Optional<String> place(String text) {
        return first(PLACE, text);
    }

    static Optional<String> person(String text) {
        return first(PERSON, text);
    }

    /** The longest run of words that are neither stop words nor the tool's own; of equal ones the first. */
    static Optional<String> thing(ToolDefinition tool, Parameter parameter, String text) {
        var own = own(tool, parameter);
        var runs = new ArrayList<List<String>>();
        var run = new ArrayList<String>();
        for (var word : text.strip().split("[\\s,;?!]+")) {
            var plain = Words.of(word);
            boolean asks = plain.isEmpty()
                    || plain.stream().allMatch(part -> StopWords.contains(part) || own.contains(Stem.of(part)));
            if (asks && !run.isEmpty()) {
                runs.add(List.copyOf(run));
                run.clear();
            } else if (!asks) {
                run.add(word.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", ""));
            }
        }
        runs.add(run);
        return runs.stream()
                .reduce((best, next) -> next.size() > best.size() ? next : best)
                .filter(best -> !best.isEmpty())
                .map(best -> String.join(" ", best));
    }

    /** The words of the tool itself, but not those its parameter's examples are made of. */
    private static Set<String> own(ToolDefinition tool, Parameter parameter) {
        var own = ASKING.stream().map(Stem::of).collect(Collectors.toSet());
        own.addAll(stems(tool.name().replace('_', ' ') + " " + parameter.name().replace('_', ' ')));
        return own;
    }

    private static List<String> stems(String text) {
        return Words.of(text).stream().map(Stem::of).toList();
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
