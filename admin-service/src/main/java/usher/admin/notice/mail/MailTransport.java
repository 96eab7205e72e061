package usher.admin.notice.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** How mails leave: by a mail server if one is set. */
@ApplicationScoped
class MailTransport {
    private static final Logger LOG = Logger.getLogger(MailTransport.class);

    @Produces
    @ApplicationScoped
    Mails mails(SmtpConfig config, SmtpLines lines, InstantSource clock) {
        if (config.server().isEmpty()) {
            LOG.info("No mail server is set: mails are written into the log");
            return new LoggedMails(config.logText());
        }
        return new SmtpMails(config, lines::open, clock);
    }

    void close(@Disposes Mails mails) {
        if (mails instanceof SmtpMails smtp) {
            smtp.close();
        }
    }
}
