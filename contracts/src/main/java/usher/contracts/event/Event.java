package usher.contracts.event;

import java.time.Instant;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;

/**
 * A CloudEvents 1.0 envelope. {@code id} is made in the transaction that made the event true and never changes;
 * {@code source} is the service, for example {@code usher/chat-service}; {@code subject} is the tenant.
 */
public record Event<D extends EventData>(
        EventId id, String source, String type, TenantId subject, Instant time, D data) {
    /** The key of its message: the tenant, and after it what of the tenant it is a snapshot of, if it is of a part. */
    public String key() {
        return data.part().isEmpty() ? subject.toString() : subject + "/" + data.part();
    }
}
