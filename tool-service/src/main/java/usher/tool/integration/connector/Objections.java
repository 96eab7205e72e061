package usher.tool.integration.connector;

import java.util.List;
import java.util.Map;
import usher.kit.problem.Refusal;

/** What connectors have against something, as an answer. */
public final class Objections {
    private Objections() {}

    public static void refuse(List<Objection> objections) {
        if (!objections.isEmpty()) {
            throw refusal("validation-failed", 400, objections);
        }
    }

    /** By what is there already, or has become of it. */
    public static void refuse(String conflict, List<Objection> objections) {
        if (!objections.isEmpty()) {
            throw refusal(conflict, 409, objections);
        }
    }

    private static Refusal refusal(String code, int status, List<Objection> objections) {
        return new Refusal(code, status, objections.getFirst().sentence())
                .with("errors", objections.stream().map(Objections::error).toList());
    }

    private static Map<String, String> error(Objection objection) {
        return Map.of("pointer", objection.pointer(), "code", objection.code(), "message", objection.sentence());
    }
}
