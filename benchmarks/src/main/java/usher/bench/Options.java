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
}
