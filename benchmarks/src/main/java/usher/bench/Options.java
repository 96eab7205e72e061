package usher.bench;

import java.util.Arrays;
import java.util.List;

/** {@code --name=value} among the words of a command. */
final class Options {

    private Options() {}

    static int number(String[] args, String name, int otherwise) {
        return Integer.parseInt(text(args, name, Integer.toString(otherwise)));
    }

    static String text(String[] args, String name, String otherwise) {
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith("--" + name + "="))
                .map(arg -> arg.substring(name.length() + 3))
                .findFirst()
                .orElse(otherwise);
    }

    /** The words that are no options. */
    static List<String> words(String[] args) {
        return Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList();
    }

    /** Of the scenario {@link usher.bench.Streams}; {@code pause} in milliseconds. */
    record Streams(int streams, int rounds, int pause, int first, String record) {
        static Streams of(String[] args) {
            return new Streams(
                    number(args, "streams", 512),
                    number(args, "rounds", 3),
                    number(args, "pause", 100),
                    number(args, "first", 150),
                    text(args, "record", ""));
        }
    }
}
