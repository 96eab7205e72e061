package usher.chat.model.local.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import usher.chat.model.language.Words;
import usher.contracts.event.ToolDefinition;

/** The arguments of a tool found in what was said, and the required ones that were not. */
public record Arguments(ObjectNode values, List<Parameter> missing, int telling) {
    private static final Set<String> YES =
            Set.of("yes", "yeah", "yep", "sure", "ok", "okay", "please", "true", "כן", "בטח");
    private static final Set<String> NO = Set.of("no", "nope", "not", "without", "false", "לא", "בלי");
    private static final List<String> TIME_SHAPES = List.of("HH:mm", "H:mm", "HH:mm:ss", "h:mm a", "ha");

    /** {@code telling} counts the values that hardly stand in a text by chance: a code, a choice, a day. */
    public static Arguments of(ToolDefinition tool, Said said) {
        var values = JsonNodeFactory.instance.objectNode();
        var missing = new ArrayList<Parameter>();
        int telling = 0;
        for (var parameter : Parameter.of(tool)) {
            var value = find(tool, parameter, said);
            if (value.isPresent()) {
                values.set(parameter.name(), value.get());
                telling += isTelling(parameter) ? 1 : 0;
            } else if (parameter.required()) {
                missing.add(parameter);
            }
        }
        return new Arguments(values, List.copyOf(missing), telling);
    }

    /** The text with the name of the thing it is about replaced by <i>it</i>: what remains is what is asked about things. */
    public static Optional<String> masked(ToolDefinition tool, String text) {
        return Parameter.of(tool).stream()
                .filter(parameter -> parameter.required() && parameter.isText() && !isTelling(parameter))
                .findFirst()
                .flatMap(parameter -> Names.thing(tool, parameter, text))
                .map(thing ->
                        text.replaceFirst("(?i)(?:\\b(?:the|a|an|any|some|your) )?" + Pattern.quote(thing), "it"));
    }

    private static boolean isTelling(Parameter parameter) {
        return !parameter.options().isEmpty()
                || parameter.isDay()
                || parameter.isTime()
                || parameter.isText() && Codes.isCode(parameter);
    }

    private static Optional<JsonNode> find(ToolDefinition tool, Parameter parameter, Said said) {
        if (parameter.schema().has("const")) {
            return Optional.of(parameter.schema().path("const"));
        }
        for (int i = 0; i < said.lines().size(); i++) {
            boolean asked = i == 0 && said.wasAskedFor(parameter);
            var value = find(tool, parameter, said, said.lines().get(i), asked);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.ofNullable(parameter.schema().get("default"));
    }

    private static Optional<JsonNode> find(
            ToolDefinition tool, Parameter parameter, Said said, String line, boolean asked) {
        if (!parameter.options().isEmpty()) {
            return Choices.find(parameter.options(), line).map(TextNode::valueOf);
        }
        if (parameter.is("boolean")) {
            return yesOrNo(line, asked);
        }
        if (parameter.is("integer") || parameter.is("number")) {
            return Numbers.find(parameter, withoutTimes(line, said));
        }
        if (parameter.isMoment()) {
            return Days.find(line, said.today())
                    .flatMap(day -> time(line, asked)
                            .map(time -> TextNode.valueOf(day.day() + "T" + time.format(shape("HH:mm:ss")) + "Z")));
        }
        if (parameter.isDay()) {
            return Days.find(line, said.today())
                    .map(found -> TextNode.valueOf(found.day().toString()));
        }
        if (parameter.isTime()) {
            return time(line, asked).map(time -> TextNode.valueOf(written(time, parameter)));
        }
        return parameter.isText() ? text(tool, parameter, said, line, asked) : Optional.empty();
    }

    private static Optional<JsonNode> text(
            ToolDefinition tool, Parameter parameter, Said said, String line, boolean asked) {
        Optional<String> found;
        if (Codes.isCode(parameter)) {
            found = Codes.find(parameter, withoutTimes(line, said));
        } else if (parameter.speaksOf("city", "place", "location", "country", "town", "destination")) {
            found = Names.place(line).or(() -> asked ? words(line) : Optional.empty());
        } else if (parameter.speaksOf(
                "reason", "message", "question", "query", "notes", "comment", "subject", "details")) {
            found = parameter.required() || asked ? Optional.of(line.strip()) : Optional.empty();
        } else if (parameter.name().contains("name") && !parameter.speaksOf("product", "item", "article")) {
            found = Names.person(line).or(() -> asked ? words(line) : Optional.empty());
        } else {
            found = parameter.required() || asked ? Names.thing(tool, parameter, line) : Optional.empty();
        }
        return found.filter(parameter::accepts).map(TextNode::valueOf);
    }

    /** A few words said in answer to a question are the value themselves. */
    private static Optional<String> words(String line) {
        var words = line.strip().replaceAll("[.!?]+$", "");
        return words.isEmpty() || Words.of(words).size() > 5 ? Optional.empty() : Optional.of(words);
    }

    private static Optional<JsonNode> yesOrNo(String line, boolean asked) {
        var words = Words.of(line);
        if (!asked || words.isEmpty()) {
            return Optional.empty();
        }
        if (words.stream().anyMatch(NO::contains)) {
            return Optional.of(BooleanNode.FALSE);
        }
        return words.stream().anyMatch(YES::contains) ? Optional.of(BooleanNode.TRUE) : Optional.empty();
    }

    private static Optional<LocalTime> time(String line, boolean asked) {
        return (asked ? Times.findAsked(line) : Times.find(line)).map(Times.Found::time);
    }

    /** A number in a date or a time is no order number. */
    private static String withoutTimes(String line, Said said) {
        var rest = Times.find(line).map(Times.Found::rest).orElse(line);
        return Days.find(rest, said.today()).map(Days.Found::rest).orElse(rest);
    }

    private static String written(LocalTime time, Parameter parameter) {
        return Stream.concat(TIME_SHAPES.stream(), Stream.of("HH:mm"))
                .map(shape -> time.format(shape(shape)))
                .filter(parameter::accepts)
                .findFirst()
                .orElseGet(() -> time.format(shape("HH:mm")));
    }

    private static DateTimeFormatter shape(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
