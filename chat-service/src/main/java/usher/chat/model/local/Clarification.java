package usher.chat.model.local;

import java.util.List;
import java.util.Locale;
import usher.chat.model.local.argument.Parameter;

/** Asks for an argument, in a sentence made of the parameter's own description; the same sentence tells later what was asked. */
final class Clarification {
    private Clarification() {}

    static String ask(Parameter parameter, Tongue tongue) {
        var what = what(parameter);
        var options = parameter.options();
        return tongue.say("Could you tell me " + what, "אפשר לכתוב לי: " + what)
                + (options.isEmpty() ? example(parameter, tongue, what) : "? " + choose(options, tongue));
    }

    private static String example(Parameter parameter, Tongue tongue, String what) {
        boolean shown = what.contains("example") || what.contains("e.g.") || what.contains("למשל");
        if (!shown && parameter.isDay()) {
            return tongue.say(", for example tomorrow or 3 June?", ", למשל מחר או יום שלישי?");
        }
        return !shown && parameter.isTime() ? tongue.say(", for example 14:30?", ", למשל 14:30?") : "?";
    }

    private static String choose(List<String> options, Tongue tongue) {
        int last = options.size() - 1;
        var listed = last == 0
                ? options.getFirst()
                : String.join(", ", options.subList(0, last)) + tongue.say(" or ", " או ") + options.get(last);
        return tongue.say("You can choose " + listed + ".", "אפשר לבחור: " + listed + ".");
    }

    private static String what(Parameter parameter) {
        var described = parameter.description().strip().replaceAll("[.?!]+$", "");
        if (described.isEmpty()) {
            return "the "
                    + parameter
                            .name()
                            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                            .replace('_', ' ')
                            .toLowerCase(Locale.ROOT);
        }
        boolean acronym = described.length() > 1 && Character.isUpperCase(described.charAt(1));
        return acronym ? described : Character.toLowerCase(described.charAt(0)) + described.substring(1);
    }
}
