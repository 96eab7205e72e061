package usher.chat.model.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import usher.chat.model.Prompt;
import usher.chat.model.ToolOutcome;

/** Says what came of tools: in the tool's own sentence where it gave one, else in one made of its result. */
final class Outcomes {
    private static final int MOST_FIELDS = 10;
    private static final int MOST_ROWS = 5;
    private static final List<String> SENTENCES =
            List.of("message", "text", "summary", "answer", "display", "description");

    private Outcomes() {}

    static String phrase(Prompt.Round round, Tongue tongue) {
        return round.outcomes().stream()
                .map(outcome -> outcome.succeeded() ? success(outcome, tongue) : failure(outcome, tongue))
                .distinct()
                .collect(Collectors.joining("\n\n"));
    }

    private static String success(ToolOutcome outcome, Tongue tongue) {
        if (outcome.display() != null && !outcome.display().isBlank()) {
            return outcome.display().strip();
        }
        var result = outcome.result();
        if (result.isArray()) {
            return rows(result, tongue);
        }
        if (result.isObject()) {
            return object(result, tongue);
        }
        var text = value(result, tongue);
        return text.isEmpty() ? tongue.say("Done.", "בוצע.") : text;
    }

    private static String failure(ToolOutcome outcome, Tongue tongue) {
        if (outcome.display() != null && !outcome.display().isBlank()) {
            return outcome.display().strip();
        }
        return switch (String.valueOf(outcome.errorCode())) {
            case "identity-required" ->
                tongue.say(
                        "To look that up I need to know who you are. Please sign in on this site and ask me again.",
                        "כדי לבדוק את זה אני צריך לדעת מי אתם. אפשר להתחבר לאתר ולשאול אותי שוב.");
            case "arguments-invalid" ->
                tongue.say(
                        "I could not do that with the details I have. Could you check them and write them once more?",
                        "הפרטים שיש לי לא התאימו. אפשר לבדוק ולכתוב אותם שוב?");
            case "declined" ->
                tongue.say(
                        "All right, I left it as it is. Is there anything else I can help with?",
                        "בסדר, השארתי את זה כמו שזה. יש עוד משהו שאפשר לעזור בו?");
            case "confirmation-expired" ->
                tongue.say(
                        "The time to confirm that has run out, and nothing was done. Ask me again if you still want it.",
                        "הזמן לאשר את זה עבר, ולא בוצע דבר. אפשר לבקש שוב אם עדיין רוצים.");
            case "outcome-unknown" ->
                tongue.say(
                        "I could not find out whether that was done. Please do not repeat it elsewhere; ask me again in a moment.",
                        "לא הצלחתי לברר אם זה בוצע. כדאי לא לבצע את זה במקום אחר; אפשר לשאול אותי שוב בעוד רגע.");
            case "call-in-progress" ->
                tongue.say(
                        "That is already being worked on. Ask me again in a moment to hear how it went.",
                        "זה כבר בטיפול. אפשר לשאול שוב בעוד רגע איך זה הסתיים.");
            case "tool-timeout", "tool-unreachable", "tool-unavailable", "tool-status", "interrupted" ->
                tongue.say(
                        "I could not reach the system that knows this just now. Please try again in a moment.",
                        "לא הצלחתי להגיע כרגע למערכת שיודעת את זה. אפשר לנסות שוב בעוד רגע.");
            default ->
                tongue.say(
                        "That did not work, and I would rather not guess. Please try again later.",
                        "זה לא הצליח, ואני מעדיף לא לנחש. אפשר לנסות שוב מאוחר יותר.");
        };
    }

    private static String object(JsonNode result, Tongue tongue) {
        for (var name : SENTENCES) {
            if (result.path(name).isTextual() && result.path(name).asText().contains(" ")) {
                return result.path(name).asText();
            }
        }
        var fields = fields(result, tongue);
        return fields.isEmpty()
                ? tongue.say("Done.", "בוצע.")
                : tongue.say("Here is what I found: ", "זה מה שמצאתי: ") + fields + ".";
    }

    private static String rows(JsonNode result, Tongue tongue) {
        if (result.isEmpty()) {
            return tongue.say("I found nothing.", "לא מצאתי דבר.");
        }
        var rows = StreamSupport.stream(result.spliterator(), false)
                .limit(MOST_ROWS)
                .map(row -> "- " + (row.isObject() ? fields(row, tongue) : value(row, tongue)))
                .collect(Collectors.joining("\n"));
        return tongue.say("I found " + result.size() + ":\n", "מצאתי " + result.size() + ":\n") + rows;
    }

    private static String fields(JsonNode object, Tongue tongue) {
        var fields = new ArrayList<String>();
        object.properties().forEach(field -> {
            var value = value(field.getValue(), tongue);
            if (!value.isEmpty()) {
                fields.add(words(field.getKey()) + " " + value);
            }
        });
        return fields.stream().limit(MOST_FIELDS).collect(Collectors.joining(", "));
    }

    private static String value(JsonNode node, Tongue tongue) {
        if (node.isBoolean()) {
            return node.asBoolean() ? tongue.say("yes", "כן") : tongue.say("no", "לא");
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .limit(MOST_ROWS)
                    .map(item -> value(item, tongue))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", "));
        }
        if (node.isObject()) {
            var inner = fields(node, tongue);
            return inner.isEmpty() ? "" : "(" + inner + ")";
        }
        return node.isNull() || node.isMissingNode() ? "" : day(node.asText());
    }

    private static String day(String text) {
        try {
            return LocalDate.parse(text).format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH));
        } catch (DateTimeParseException notADay) {
            return text;
        }
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
