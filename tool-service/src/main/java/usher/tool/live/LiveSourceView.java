package usher.tool.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;

/** How an operation grounds answers, as a tenant's people see it. */
record LiveSourceView(
        OperationId operation,
        String label,
        @Nullable String url,
        List<String> words,
        List<String> personas,
        ObjectNode arguments,
        @Nullable String question,
        Map<String, String> identity,
        Instant createdAt,
        Instant updatedAt) {
    static LiveSourceView of(OperationId operation, SaveLiveSource source, Instant createdAt, Instant updatedAt) {
        return new LiveSourceView(
                operation,
                source.label(),
                source.url(),
                source.words(),
                source.personas(),
                source.arguments(),
                source.question(),
                source.identity(),
                createdAt,
                updatedAt);
    }
}
