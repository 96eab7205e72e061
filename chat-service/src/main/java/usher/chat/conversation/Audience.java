package usher.chat.conversation;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.VisitorId;
import usher.kit.access.Caller;

/**
 * For whom conversations are read: a visitor sees its own alone, and nobody but members sees deleted ones. The tenant is not
 * part of it, because every query names that first.
 */
public record Audience(@Nullable VisitorId visitor, boolean seesDeleted) {
    public static final Audience MEMBER = new Audience(null, true);

    public static Audience of(Caller caller) {
        return caller instanceof Caller.Visitor self ? new Audience(self.id(), false) : new Audience(null, false);
    }
}
