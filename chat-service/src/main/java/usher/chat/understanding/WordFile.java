package usher.chat.understanding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import usher.chat.model.language.Words;

/** Lists of words beside this class: {@code [section]} lines with phrases below them, separated by commas or lines. */
final class WordFile {
    private WordFile() {}

    /** The entries of each section, in the order of the file; words as {@link Words#of} writes them, {@code *} kept. */
    static Map<String, List<List<String>>> read(String name) {
        var sections = new LinkedHashMap<String, List<List<String>>>();
        var entries = new ArrayList<List<String>>();
        for (var line : lines(name)) {
            if (line.startsWith("[")) {
                entries = new ArrayList<>();
                sections.put(line.substring(1, line.indexOf(']')), entries);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                for (var entry : line.split(",")) {
                    entries.add(words(entry));
                }
            }
        }
        return sections;
    }

    private static List<String> words(String entry) {
        var words = new ArrayList<String>();
        for (var word : entry.strip().split("\\s+")) {
            words.add(word.equals("..") ? word : String.join("", Words.of(word)) + (word.endsWith("*") ? "*" : ""));
        }
        return words;
    }

    private static List<String> lines(String name) {
        try (var in = WordFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " belongs beside " + WordFile.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
