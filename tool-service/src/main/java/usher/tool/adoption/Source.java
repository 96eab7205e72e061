package usher.tool.adoption;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;
import usher.tool.operation.SaveOperation;

/** Where offers come from: a document, whoever asks, or the system itself. */
sealed interface Source {
    /** The text of an OpenAPI document. */
    record Document(String text) implements Source {}

    record Given(List<SaveOperation> offers) implements Source {}

    record Asked() implements Source {}

    /** A document may be pasted as a text or, where it is JSON, as it is. */
    static Source of(@Nullable JsonNode document, @Nullable List<SaveOperation> offers) {
        if (document == null || document.isNull()) {
            return offers == null ? new Asked() : new Given(offers);
        }
        if (offers != null) {
            throw Refusal.invalid("/offers", "source-ambiguous", "Pass a document or offers, not both.");
        }
        return new Document(document.isTextual() ? document.asText() : document.toString());
    }
}
