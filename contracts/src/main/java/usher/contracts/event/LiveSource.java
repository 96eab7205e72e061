package usher.contracts.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;

/**
 * An operation that only reads and whose answer may ground an answer of the assistant. It is asked when one of the {@code words}
 * is in the question, or always if there are none, for one of the {@code personas}, or all if none is named. {@code label} and
 * {@code url} are what an answer cites.
 */
public record LiveSource(
        OperationId operation,
        String label,
        @Nullable String url,
        List<String> words,
        List<String> personas,
        boolean needsIdentity) {
    public LiveSource {
        Required.present(operation, "operation");
        words = List.copyOf(words);
        personas = List.copyOf(personas);
    }
}
