package usher.admin.notice.delivery;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The mail server of the tests, which can be down. */
@ApplicationScoped
class PostOffice {
    private final GreenMail server;
    private final String user;
    private final String password;

    PostOffice(
            @ConfigProperty(name = "usher.smtp.port") int port,
            @ConfigProperty(name = "usher.smtp.user") String user,
            @ConfigProperty(name = "usher.smtp.password") String password) {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        this.user = user;
        this.password = password;
    }

    @PostConstruct
    void open() {
        server.start();
        server.setUser("usher@usher.example", user, password);
    }

    @PreDestroy
    void close() {
        server.stop();
    }

    /** What came for a recipient. */
    List<MimeMessage> mailsTo(String recipient) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, recipient))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String recipient) {
        try {
            return Arrays.stream(mail.getRecipients(RecipientType.TO))
                    .anyMatch(address -> address.toString().equals(recipient));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
