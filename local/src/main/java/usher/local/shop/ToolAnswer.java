package usher.local.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** What a webhook answers: a result with a sentence for people, or an error the assistant can explain. */
sealed interface ToolAnswer {

    /** It was done. */
    record Done(Map<String, Object> result, String display) implements ToolAnswer {}

    /** It could not be done; the message says why and what would work. */
    record Failed(Reason error) implements ToolAnswer {

        @JsonInclude
        record Reason(String code, String message, boolean retryable) {}
    }

    static ToolAnswer failed(String code, String message) {
        return new Failed(new Failed.Reason(code, message, false));
    }
}
