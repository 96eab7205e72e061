package usher.chat.limit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.VisitorId;

/**
 * Who wants a turn. {@code speaker} may have one at a time: the conversation, or the visitor who opens one. {@code visitor}
 * and {@code address} are absent for a tenant's server, which is limited as the tenant alone; {@code subscriber} is whose messages
 * of the day these are, also when a tenant's server asks for them; {@code opens} is the conversation that begins with this turn.
 * An {@code errand} is no message of anybody: what it takes counts, but not as a request.
 */
public record Asker(
        UUID speaker,
        @Nullable VisitorId visitor,
        @Nullable VisitorId subscriber,
        @Nullable String address,
        @Nullable ConversationId opens,
        boolean errand) {

    public Asker(UUID speaker, @Nullable VisitorId visitor, @Nullable String address, @Nullable ConversationId opens) {
        this(speaker, visitor, visitor, address, opens, false);
    }

    /** The platform itself, for a tenant; {@code id} is nobody else's. */
    public static Asker errand(UUID id) {
        return new Asker(id, null, null, null, null, true);
    }
}
