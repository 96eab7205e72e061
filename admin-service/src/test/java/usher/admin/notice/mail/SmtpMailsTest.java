package usher.admin.notice.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.mailer.SentMail;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.mail.Message.RecipientType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.AdminPlatform;
import usher.admin.Eventually;
import usher.admin.notice.Attempt;
import usher.kit.test.Settings;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class SmtpMailsTest {
    private final Vertx vertx;
    private final TlsConfigurationRegistry certificates;
    private final Event<SentMail> sent;

    SmtpMailsTest(Vertx vertx, TlsConfigurationRegistry certificates, Event<SentMail> sent) {
        this.vertx = vertx;
        this.certificates = certificates;
        this.sent = sent;
    }

    @Test
    void letsNoSubjectAddAHeader() throws Exception {
        // Given
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        var mails = mails(server.getSmtp().getPort(), Map.of());
        var mail = new Mail(
                UUID.randomUUID(),
                "ann@shop.example",
                "Hello\r\nBcc: eve@evil.example\n\nX",
                "Text\r\n.\r\nRCPT TO:<b@c>");

        // When
        var attempt = send(mails, mail);

        // Then
        assertTrue(attempt.isDelivered(), attempt.toString());
        var got = server.getReceivedMessages();
        assertEquals(1, got.length);
        assertEquals("Hello Bcc: eve@evil.example X", got[0].getSubject());
        assertNull(got[0].getRecipients(RecipientType.BCC));
        assertEquals(
                "Text\n.\nRCPT TO:<b@c>",
                String.valueOf(got[0].getContent()).replace("\r\n", "\n").strip());
        assertEquals("<" + mail.id() + "@usher.example>", got[0].getHeader("Message-ID")[0]);
        server.stop();
    }

    @Test
    void tellsARefusalFromAnOutage() throws IOException {
        try (var refusing = new Server("550 5.7.1 not here")) {
            var mails = mails(refusing.port(), Map.of("failures-to-rest", "1"));

            assertEquals(new Attempt(550, "smtp-refused"), send(mails, mail()));

            assertFalse(mails.isResting(), "it is there for other mails");
        }
    }

    @Test
    void doesNotWaitForAServerThatSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var mails = mails(silent.getLocalPort(), Map.of("timeout", "400ms", "failures-to-rest", "2"));

            var first = send(mails, mail());
            var second = send(mails, mail());

            assertFalse(first.isDelivered());
            assertFalse(second.isDelivered());
            assertTrue(mails.isResting());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsNoConnectionsToAServerThatSaysNothingOfUse(boolean talks) {
        try (var server = new QuietServer(vertx, talks)) {
            // Given
            var mails = mails(server.port(), Map.of("timeout", "400ms", "connections", "2", "failures-to-rest", "99"));

            // When
            for (int round = 0; round < 3; round++) {
                var late = Attempt.failed("smtp-timeout");
                assertEquals(List.of(late, late), atOnce(mails, 2));
                Eventually.see(server::open, open -> open == 0);
            }
            server.work();

            // Then
            assertTrue(send(mails, mail()).isDelivered());
            assertTrue(send(mails, mail()).isDelivered());
            assertEquals(2, server.most());
            assertEquals(7, server.taken());
        }
    }

    @Test
    void holdsUpNobodyElseForOneThatTakesTooLong() {
        try (var server = new QuietServer(vertx, true)) {
            // Given
            var mails = mails(server.port(), Map.of("timeout", "2s", "connections", "2", "failures-to-rest", "99"));
            var slow = mails.send(mail()).subscribeAsCompletionStage();
            Eventually.see(server::open, open -> open == 1);

            // When
            server.workForWhoComes();
            var others = List.of(send(mails, mail()), send(mails, mail()));

            // Then
            assertEquals(List.of(Attempt.delivered(null), Attempt.delivered(null)), others);
            assertEquals(Attempt.failed("smtp-timeout"), slow.join());
            assertTrue(send(mails, mail()).isDelivered());
        }
    }

    @Test
    void sendsNoPasswordWhereNothingIsEncrypted() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("ann@shop.example", "ann", "secret");
        server.start();

        var strict = send(mails(server.getSmtp().getPort(), Map.of("user", "ann", "password", "secret")), mail());
        var lax = send(
                mails(server.getSmtp().getPort(), Map.of("user", "ann", "password", "secret", "start-tls", "disabled")),
                mail());

        assertFalse(strict.isDelivered());
        assertTrue(lax.isDelivered(), lax.toString());
        server.stop();
    }

    private static Mail mail() {
        return new Mail(UUID.randomUUID(), "ann@shop.example", "Subject", "Text");
    }

    private static Attempt send(SmtpMails mails, Mail mail) {
        return mails.send(mail).await().atMost(Duration.ofSeconds(20));
    }

    private static List<Attempt> atOnce(SmtpMails mails, int many) {
        var all = Stream.generate(SmtpMailsTest::mail)
                .limit(many)
                .map(mails::send)
                .toList();
        return Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(20));
    }

    private SmtpMails mails(int port, Map<String, String> said) {
        var settings = new HashMap<String, String>();
        settings.put("usher.smtp.host", "127.0.0.1");
        settings.put("usher.smtp.port", String.valueOf(port));
        settings.put("usher.smtp.from", "Usher <usher@usher.example>");
        said.forEach((name, value) -> settings.put("usher.smtp." + name, value));
        var config = Settings.of(SmtpConfig.class, settings);
        var lines = new SmtpLines(config, vertx, certificates, sent);
        return new SmtpMails(config, lines::open, InstantSource.system());
    }

    /** A mail server that greets everybody and takes nothing. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final String refusal;

        Server(String refusal) throws IOException {
            this.refusal = refusal;
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (var peer = socket.accept();
                        var in = new BufferedReader(
                                new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII))) {
                    var out = peer.getOutputStream();
                    out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
                    for (var line = in.readLine(); line != null; line = in.readLine()) {
                        var reply = line.startsWith("MAIL") ? refusal : "250 well";
                        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException gone) {
                    continue;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
