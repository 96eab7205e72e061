package usher.chat.completion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Problem;

/** OpenAI's error body. See platform.openai.com/docs/guides/error-codes; {@code usher} holds what only we have to say. */
record OpenAiError(Body error) {

    record Body(
            String message,
            String type,
            @JsonInclude @Nullable String param,
            @JsonInclude @Nullable String code,
            Map<String, Object> usher) {}

    static OpenAiError of(Problem problem) {
        var usher = new LinkedHashMap<String, Object>();
        usher.put("code", problem.code());
        usher.put("request_id", problem.requestId());
        problem.members().forEach((name, value) -> {
            if (!name.equals("errors") && !name.equals("param")) {
                usher.put(name, value);
            }
        });
        return new OpenAiError(new Body(problem.detail(), type(problem), param(problem), code(problem), usher));
    }

    private static String type(Problem problem) {
        return switch (problem.status()) {
            case 402 -> "budget_exceeded";
            case 403 -> "permission_error";
            case 429 -> "requests";
            default -> problem.status() >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static String code(Problem problem) {
        return switch (problem.status()) {
            case 401 -> "invalid_api_key";
            case 402 -> "budget_exceeded";
            case 429 -> "rate_limit_exceeded";
            default -> {
                var inner = first(problem, "code");
                yield (inner == null ? problem.code() : inner).replace('-', '_');
            }
        };
    }

    private static @Nullable String param(Problem problem) {
        if (problem.members().get("param") instanceof String named) {
            return named;
        }
        var pointer = first(problem, "pointer");
        return pointer == null || pointer.length() < 2
                ? null
                : pointer.substring(1).replace('/', '.');
    }

    private static @Nullable String first(Problem problem, String member) {
        return problem.members().get("errors") instanceof List<?> errors
                        && !errors.isEmpty()
                        && errors.getFirst() instanceof Map<?, ?> error
                        && error.get(member) instanceof String text
                ? text
                : null;
    }
}
