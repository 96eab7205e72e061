package usher.chat.completion;

import usher.kit.problem.Refusal;

/** What is wrong with a request; {@code param} is named as OpenAI does, for example {@code messages.0.content}. */
final class Bad {
    private Bad() {}

    static Refusal missing(String param) {
        return invalid(param, "missing_required_parameter", "Missing required parameter: '" + param + "'.");
    }

    static Refusal value(String param, String sentence) {
        return invalid(param, "invalid_value", sentence);
    }

    static Refusal unsupported(String param, String sentence) {
        return invalid(param, "unsupported_parameter", sentence);
    }

    private static Refusal invalid(String param, String code, String sentence) {
        return Refusal.invalid("/" + param.replace('.', '/'), code, sentence);
    }
}
