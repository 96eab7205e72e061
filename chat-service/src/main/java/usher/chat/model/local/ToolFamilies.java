package usher.chat.model.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import usher.chat.model.language.Words;
import usher.contracts.event.ToolDefinition;

/**
 * What people say when they want a common kind of tool. A description such as <i>checks whether a product is in stock</i> is
 * not near to <i>do you have rain jackets?</i>; another such question is.
 */
final class ToolFamilies {
    private static final List<Family> ALL = read();

    private ToolFamilies() {}

    /** A tool is of the family when it has a word of each group of triggers. */
    private record Family(List<Set<String>> triggers, List<String> sayings) {
        boolean has(Set<String> words) {
            return triggers.stream().allMatch(group -> group.stream().anyMatch(words::contains));
        }
    }

    /** What may be said to want the tool: common sayings, and what the tool says of itself. */
    static List<String> sayings(ToolDefinition tool) {
        var words = Set.copyOf(Words.of(tool.name().replace('_', ' ') + " " + tool.description()));
        return ALL.stream()
                .filter(family -> family.has(words))
                .flatMap(family -> family.sayings().stream())
                .toList();
    }

    private static List<Family> read() {
        var families = new ArrayList<Family>();
        for (var line : lines()) {
            if (line.startsWith("[")) {
                families.add(new Family(triggers(line.substring(1, line.length() - 1)), new ArrayList<>()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                families.getLast().sayings().add(line.strip());
            }
        }
        return families;
    }

    private static List<Set<String>> triggers(String groups) {
        return List.of(groups.split(" ")).stream()
                .map(group -> Set.of(group.split("\\|")))
                .toList();
    }

    private static List<String> lines() {
        try (var stream = ToolFamilies.class.getResourceAsStream("tool-families.txt")) {
            if (stream == null) {
                throw new IllegalStateException("tool-families.txt is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
