package usher.tool.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import usher.tool.argument.Prepared.Ready;
import usher.tool.argument.Prepared.Refused;

/** Makes of what a model said, and of who the visitor is proven to be, the arguments of a call, or says what is wrong. */
@ApplicationScoped
public class Arguments {
    /** The code of a refusal because the visitor's identity is not there, or lacks something. */
    public static final String IDENTITY_REQUIRED = "identity-required";

    private static final String INVALID = "arguments-invalid";
    private static final int LONGEST = 65_536;
    private static final int ERRORS_AT_MOST = 5;
    private static final int LONGEST_SENTENCE = 1_000;

    private final ParameterSchemas schemas;

    Arguments(ParameterSchemas schemas) {
        this.schemas = schemas;
    }

    /** {@code identity} holds the claims of the visitor's verified identity, or null for an anonymous visitor. */
    public Prepared prepare(Parameters parameters, @Nullable JsonNode said, @Nullable JsonNode identity) {
        if (said != null && !said.isNull() && !said.isObject()) {
            return new Refused(INVALID, "The arguments of a tool are a JSON object.", nothing());
        }
        if (said != null && said.toString().length() > LONGEST) {
            return new Refused(INVALID, "The arguments are too long.", nothing());
        }
        var given = said instanceof ObjectNode object ? parameters.identity().drop(object) : nothing();
        var missing = parameters.identity().missingFrom(identity);
        if (missing.isPresent()) {
            return new Refused(
                    IDENTITY_REQUIRED,
                    identity == null
                            ? "This needs a signed-in visitor."
                            : "The visitor's signed identity has no \"%s\".".formatted(missing.get()),
                    given);
        }
        var errors = schemas.errors(parameters, given);
        return errors.isEmpty()
                ? new Ready(
                        parameters.identity().fill(given, identity),
                        parameters.identity().redact(given))
                : new Refused(INVALID, describe(errors), given);
    }

    /** What is wrong with complete arguments by a schema that was found without fault. */
    public Optional<String> fault(ObjectNode schema, ObjectNode arguments) {
        var errors = schemas.errors(schema, arguments);
        return errors.isEmpty() ? Optional.empty() : Optional.of(describe(errors));
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** For example: {@code Missing: order. Invalid: /date: does not match the date pattern …}. */
    static String describe(List<Error> errors) {
        var parts = new ArrayList<String>();
        var missing = errors.stream()
                .filter(error -> "required".equals(error.getKeyword()))
                .map(error -> path(error) + error.getProperty())
                .limit(ERRORS_AT_MOST)
                .toList();
        if (!missing.isEmpty()) {
            parts.add("Missing: " + String.join(", ", missing) + ".");
        }
        var invalid = errors.stream()
                .filter(error -> !"required".equals(error.getKeyword()))
                .map(Error::toString)
                .limit(ERRORS_AT_MOST)
                .collect(Collectors.joining("; "));
        if (!invalid.isEmpty()) {
            parts.add("Invalid: " + invalid + ".");
        }
        var sentence = String.join(" ", parts);
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + "…";
    }

    /** Nothing at the root, {@code address.} one level down: names as a person would write them. */
    private static String path(Error error) {
        var pointer = error.getInstanceLocation().toString();
        return pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.') + ".";
    }
}
