package usher.chat.model.local.argument;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;
import usher.chat.model.language.Words;
import usher.contracts.event.ToolDefinition;

/** One parameter of a tool, as its JSON Schema tells. */
public record Parameter(String name, JsonNode schema, boolean required) {

    public static List<Parameter> of(ToolDefinition tool) {
        var required = new HashSet<String>();
        tool.parameters().path("required").forEach(name -> required.add(name.asText()));
        var parameters = new ArrayList<Parameter>();
        tool.parameters()
                .path("properties")
                .properties()
                .forEach(property -> parameters.add(
                        new Parameter(property.getKey(), property.getValue(), required.contains(property.getKey()))));
        return parameters;
    }

    public String description() {
        return schema.path("description").asText("");
    }

    public List<String> options() {
        return StreamSupport.stream(schema.path("enum").spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    public boolean isDay() {
        return isText() && (format("date") || format("") && !accepts("x") && accepts("2026-01-31"));
    }

    public boolean isTime() {
        return isText() && (format("time") || format("") && !accepts("x") && accepts("14:30"));
    }

    public boolean isMoment() {
        return isText() && format("date-time");
    }

    boolean format(String name) {
        return schema.path("format").asText("").equals(name);
    }

    /** The type, the first one where there are several. */
    boolean is(String type) {
        var declared = schema.path("type");
        return (declared.isArray() ? declared.path(0) : declared)
                .asText("string")
                .equals(type);
    }

    boolean isText() {
        return is("string");
    }

    boolean hasPattern() {
        return schema.path("pattern").isTextual();
    }

    /** Whether a text fits the schema's pattern; every text does when it has none that can be read. */
    boolean accepts(String text) {
        return pattern().map(pattern -> pattern.matcher(text).find()).orElse(true);
    }

    /** The words of its name and description. */
    Set<String> words() {
        return Set.copyOf(
                Words.of(name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' ') + " " + description()));
    }

    boolean speaksOf(String... subjects) {
        var words = words();
        return List.of(subjects).stream().anyMatch(words::contains);
    }

    private Optional<Pattern> pattern() {
        try {
            return Optional.ofNullable(schema.path("pattern").textValue()).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
