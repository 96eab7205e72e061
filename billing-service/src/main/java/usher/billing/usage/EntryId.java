package usher.billing.usage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.EventId;
import usher.kit.problem.Refusal;

/** Names one ledger entry of a tenant and is the cursor of their list: {@code evt_…:0:usher/chat-service}. */
record EntryId(EventId event, int line, String source) {
    /** After every entry that can be: a list begins behind it. One form of query for all pages keeps them all in the index. */
    static final EntryId NEWEST = new EntryId(new EventId(new UUID(-1, -1)), 0, "");

    /** The newest for no cursor; a text that names no entry is refused. */
    static EntryId parse(@Nullable String cursor) {
        if (cursor == null) {
            return NEWEST;
        }
        var parts = cursor.split(":", 3);
        try {
            if (parts.length == 3) {
                return new EntryId(EventId.fromString(parts[0]), Short.parseShort(parts[1]), parts[2]);
            }
        } catch (IllegalArgumentException malformed) {
            // Answered below, like every other text that names no entry.
        }
        throw Refusal.invalid("/starting_after", "cursor-invalid", "This is not the next_cursor of a page.");
    }

    @Override
    public String toString() {
        return event + ":" + line + ":" + source;
    }
}
