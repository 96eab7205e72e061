package usher.admin.notice.mail;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import usher.admin.notice.Attempt;

/**
 * Hands mails to a mail server. While it cannot be reached it is left alone for a while, so that mails wait without using up
 * their attempts. Not the mailer of Quarkus, which wraps the same client: it knows no limit of time, and its stand-in logs texts.
 */
final class SmtpMails implements Mails {
    private final SmtpConfig config;
    private final InstantSource clock;
    private final MailClient client;
    private final String domain;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable Instant restsUntil;

    SmtpMails(SmtpConfig config, String host, Vertx vertx, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.client = MailClient.create(vertx, settings(config, host));
        this.domain = config.from().replaceAll(".*@", "").replaceAll("[^A-Za-z0-9.-]", "");
    }

    private static MailConfig settings(SmtpConfig config, String host) {
        var settings = new MailConfig()
                .setHostname(host)
                .setPort(config.port())
                .setSsl(config.tls())
                .setStarttls(config.startTls()
                        .orElse(
                                config.password().isPresent() && !config.tls()
                                        ? StartTLSOptions.REQUIRED
                                        : StartTLSOptions.OPTIONAL))
                .setHostnameVerificationAlgorithm("HTTPS")
                .setLogin(config.user().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                .setMaxPoolSize(config.connections())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) config.timeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        config.user().ifPresent(settings::setUsername);
        config.password().ifPresent(settings::setPassword);
        return settings;
    }

    @Override
    public Uni<Attempt> send(Mail mail) {
        return Uni.createFrom()
                .deferred(() -> UniHelper.toUni(client.sendMail(message(mail))))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .map(sent -> Attempt.delivered(null))
                .onFailure()
                .recoverWithItem(SmtpMails::attempt)
                .invoke(this::note);
    }

    /** A clock that was set back does not make it rest for longer. */
    @Override
    public boolean isResting() {
        var until = restsUntil;
        var now = clock.instant();
        return until != null && now.isBefore(until) && !until.isAfter(now.plus(config.rest()));
    }

    void close() {
        client.close();
    }

    private MailMessage message(Mail mail) {
        var message = new MailMessage()
                .setFrom(config.from())
                .setTo(mail.to())
                .setSubject(mail.subject())
                .setText(mail.text());
        return message.addHeader("Message-ID", "<" + mail.id() + "@" + domain + ">")
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private static Attempt attempt(Throwable failure) {
        return switch (failure) {
            case SMTPException refused -> new Attempt(refused.getReplyCode(), "smtp-refused");
            case TimeoutException late -> Attempt.failed("smtp-timeout");
            default -> Attempt.failed("smtp-unreachable");
        };
    }

    /** A server that refuses one mail is there for the others. */
    private void note(Attempt attempt) {
        if (attempt.isDelivered() || attempt.status() != null) {
            failures.set(0);
            restsUntil = null;
        } else if (failures.incrementAndGet() >= config.failuresToRest()) {
            restsUntil = clock.instant().plus(config.rest());
        }
    }
}
