package usher.tool.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import usher.kit.problem.Refusal;

/** What a source may fill into the parameters of its operation: each once, each known, and all that are required. */
final class SourceRules {
    private static final int LONGEST_ARGUMENTS = 10_000;

    private SourceRules() {}

    static void check(SaveLiveSource wanted, ObjectNode parameters) {
        if (wanted.arguments().toString().length() > LONGEST_ARGUMENTS) {
            throw Refusal.invalid("/arguments", "too-long", "Fixed arguments have at most 10,000 characters.");
        }
        var filled = new ArrayList<String>();
        wanted.arguments().fieldNames().forEachRemaining(filled::add);
        filled.addAll(wanted.identity().keySet());
        if (wanted.question() != null) {
            filled.add(wanted.question());
        }
        var known = new HashSet<String>();
        parameters.path("properties").fieldNames().forEachRemaining(known::add);
        var seen = new HashSet<String>();
        for (var name : filled) {
            if (!known.contains(name)) {
                throw Refusal.invalid("/" + name, "parameter-unknown", "The operation has no parameter " + name + ".");
            }
            if (!seen.add(name)) {
                throw Refusal.invalid("/" + name, "parameter-twice", "The parameter " + name + " is filled twice.");
            }
        }
        parameters.path("required").forEach(required -> {
            if (!seen.contains(required.asText())) {
                throw Refusal.invalid(
                        "/arguments",
                        "parameter-missing",
                        "The operation needs " + required.asText() + ", which nothing fills.");
            }
        });
    }
}
