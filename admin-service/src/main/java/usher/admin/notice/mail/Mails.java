package usher.admin.notice.mail;

import io.smallrye.mutiny.Uni;
import usher.admin.notice.Attempt;

/** Sends mails. */
public interface Mails {
    /** Ends within a bounded time, and with an attempt that failed rather than with a failure. */
    Uni<Attempt> send(Mail mail);

    /** Whether it is no use trying just now. */
    boolean isResting();

    /** How many may be under way at the same time; one more waits, and may wait in vain. */
    int atOnce();
}
