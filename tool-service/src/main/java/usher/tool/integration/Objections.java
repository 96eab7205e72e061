package usher.tool.integration;

import java.util.List;
import java.util.Map;
import usher.kit.problem.Refusal;

/** What connectors have against something, as an answer. */
public final class Objections {
    private Objections() {}

    public static void refuse(List<Objection> objections) {
        if (!objections.isEmpty()) {
            throw new Refusal("validation-failed", 400, objections.getFirst().sentence())
                    .with("errors", objections.stream().map(Objections::error).toList());
        }
    }

    private static Map<String, String> error(Objection objection) {
        return Map.of("pointer", objection.pointer(), "code", objection.code(), "message", objection.sentence());
    }
}
