package usher.admin.notice.mail;

import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import usher.admin.notice.Attempt;

/** Writes into the log that a mail would have been sent, where no mail server is set; the text only where the settings say so. */
final class LoggedMails implements Mails {
    private static final Logger LOG = Logger.getLogger(LoggedMails.class);

    private final boolean withText;

    LoggedMails(boolean withText) {
        this.withText = withText;
    }

    @Override
    public Uni<Attempt> send(Mail mail) {
        LOG.infof("A mail was not sent but logged to=%s subject=%s", mail.to(), mail.subject());
        if (withText) {
            LOG.infof("Its text:%n%s", mail.text());
        }
        return Uni.createFrom().item(Attempt.delivered(null));
    }

    @Override
    public boolean isResting() {
        return false;
    }

    @Override
    public int atOnce() {
        return Integer.MAX_VALUE;
    }
}
