package usher.chat.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.chat.mcp.protocol.RpcFault;
import usher.kit.problem.Refusal;

/** The arguments of a tool, judged as its schema promises. What does not fit is told to the model, which can do better. */
public record Arguments(JsonNode given) {
    public static Arguments of(JsonNode params, Set<String> known) {
        var given = params.path("arguments");
        if (!given.isMissingNode() && !given.isObject()) {
            throw RpcFault.invalidParams("The arguments of a tool are an object.");
        }
        given.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw invalid(name, "argument-unknown", "There is no argument of this name.");
            }
        });
        return new Arguments(given.isMissingNode() ? JsonNodeFactory.instance.objectNode() : given);
    }

    String text(String name, int longest) {
        var text = optionalText(name, longest);
        if (text == null || text.isBlank()) {
            throw invalid(name, "required", "This is a text of 1 to " + longest + " characters.");
        }
        return text;
    }

    @Nullable
    String optionalText(String name, int longest) {
        var value = given.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > longest) {
            throw invalid(name, "invalid", "This is a text of at most " + longest + " characters.");
        }
        if (value.textValue().indexOf('\0') >= 0) {
            throw invalid(name, "invalid-characters", "This has characters that cannot be stored.");
        }
        return value.textValue();
    }

    @Nullable
    String fitting(String name, Pattern pattern, int longest) {
        var text = optionalText(name, longest);
        if (text != null && !pattern.matcher(text).matches()) {
            throw invalid(name, "invalid", "This is written otherwise: " + pattern.pattern() + ".");
        }
        return text;
    }

    /** A text that is no such id names a thing that nobody has, like an id that is one. */
    <T> @Nullable T id(String name, Function<String, T> parse) {
        var text = optionalText(name, 100);
        try {
            return text == null ? null : parse.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw invalid(name, "invalid", "This is no such id.");
        }
    }

    int number(String name, int least, int most, int otherwise) {
        var value = given.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw invalid(name, "invalid", "This is a whole number from " + least + " to " + most + ".");
        }
        return value.intValue();
    }

    private static Refusal invalid(String name, String code, String sentence) {
        return new Refusal(code, 400, name + ": " + sentence);
    }
}
