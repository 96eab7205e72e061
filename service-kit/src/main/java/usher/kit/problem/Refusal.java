package usher.kit.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer that says no: a stable code for programs, a sentence for people. Thrown anywhere, answered as
 * {@code application/problem+json}; not a fault, so it has no stack trace and is logged at DEBUG.
 */
public final class Refusal extends RuntimeException {
    private final String code;
    private final int status;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Refusal(String code, int status, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** The same answer whether a thing does not exist or belongs to somebody else. */
    public static Refusal notFound() {
        return new Refusal("not-found", 404, "There is no such thing, or you may not see it.");
    }

    public static Refusal conflict(String code, String sentence) {
        return new Refusal(code, 409, sentence);
    }

    /** One field is wrong; {@code pointer} is a JSON pointer into the request, for example {@code /name}. */
    public static Refusal invalid(String pointer, String code, String sentence) {
        return new Refusal("validation-failed", 400, sentence)
                .with("errors", List.of(Map.of("pointer", pointer, "code", code, "message", sentence)));
    }

    /** Adds an extension member to the problem document. */
    public Refusal with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public Refusal header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> members() {
        return members;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
