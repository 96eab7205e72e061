package usher.e2e.standin.dialect;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pieces of JSON as text. */
final class Json {
    private Json() {}

    static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    /** One element for each item, by its place. */
    static String list(List<?> items, IntFunction<String> element) {
        return IntStream.range(0, items.size()).mapToObj(element).collect(Collectors.joining(",", "[", "]"));
    }

    /** A text in fragments that break names and values, as real providers do. */
    static List<String> fragments(String text, int length) {
        return IntStream.iterate(0, at -> at < text.length(), at -> at + length)
                .mapToObj(at -> text.substring(at, Math.min(at + length, text.length())))
                .toList();
    }
}
