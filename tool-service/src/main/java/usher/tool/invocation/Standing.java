package usher.tool.invocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvocationId;

/** What is stored when a call arrives: the tenant's endpoint for the tool, and the same call if it came before. */
record Standing(@Nullable Endpoint endpoint, @Nullable Before before) {
    /** {@code ending} is null while the call runs, for which it has until {@code deadline}. */
    record Before(
            InvocationId id,
            String tool,
            Instant deadline,
            @Nullable Ending ending) {}
}
