package usher.tool.target;

import java.net.URI;
import usher.contracts.id.OperationId;

/** Where a tenant's tool is called. */
public sealed interface Destination {
    /** An endpoint written for the tool; {@code sealedSecret} opens for the tenant alone. */
    record Webhook(URI url, String sealedSecret) implements Destination {}

    /** A named operation of one of the tenant's integrations. */
    record Operation(OperationId id) implements Destination {}
}
