package usher.chat.conversation;

import java.time.Instant;
import java.util.List;

/** What a visitor is shown of a risky act before it is done: until when it may be decided, and with which values. */
public record Confirmation(Instant expiresAt, List<Detail> details) {
    public Confirmation {
        details = List.copyOf(details);
    }

    /** One value of the act as people read it; never one that stands for who the visitor is. */
    public record Detail(String name, String value) {}
}
