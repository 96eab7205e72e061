package usher.tool.target;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;

/** Where a tenant's tool is called. */
public sealed interface Destination {
    /** What stands there, in one word. */
    default String kind() {
        return switch (this) {
            case Webhook webhook -> "webhook";
            case Operation operation -> "integration";
        };
    }

    /** An endpoint written for the tool; {@code sealedSecret} opens for the tenant alone. */
    record Webhook(URI url, String sealedSecret, @Nullable Former former) implements Destination {}

    /** The secret before, with which calls are signed as well until then. */
    record Former(String sealedSecret, Instant until) {}

    /** A named operation of one of the tenant's integrations. */
    record Operation(OperationId id) implements Destination {}
}
