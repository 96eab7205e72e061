package usher.admin.notice.mail;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import usher.admin.notice.Attempt;

/**
 * Hands mails to a mail server. While it cannot be reached it is left alone for a while, so that mails wait without using up
 * their attempts. A line on which a mail took too long is given up for another one.
 */
final class SmtpMails implements Mails {
    private final SmtpConfig config;
    private final InstantSource clock;
    private final Supplier<SmtpLine> lines;
    private final String domain;
    private final AtomicInteger failures = new AtomicInteger();
    private SmtpLine line;
    private volatile @Nullable Instant restsUntil;

    SmtpMails(SmtpConfig config, Supplier<SmtpLine> lines, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.lines = lines;
        this.line = lines.get();
        this.domain = config.from().replaceAll(".*@", "").replaceAll("[^A-Za-z0-9.-]", "");
    }

    @Override
    public Uni<Attempt> send(Mail mail) {
        var back = Vertx.currentContext();
        var attempted = Uni.createFrom()
                .deferred(() -> send(mail, taken()))
                .onFailure()
                .recoverWithItem(SmtpMails::attempt)
                .invoke(this::note);
        return back == null ? attempted : attempted.emitOn(then -> back.runOnContext(any -> then.run()));
    }

    /** A clock that was set back does not make it rest for longer. */
    @Override
    public boolean isResting() {
        var until = restsUntil;
        var now = clock.instant();
        return until != null && now.isBefore(until) && !until.isAfter(now.plus(config.rest()));
    }

    @Override
    public int atOnce() {
        return config.connections();
    }

    synchronized void close() {
        line.giveUp();
    }

    private Uni<Attempt> send(Mail mail, SmtpLine on) {
        return on.send(message(mail))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .onFailure(TimeoutException.class)
                .invoke(() -> replace(on))
                .onTermination()
                .invoke(on::ended)
                .map(sent -> Attempt.delivered(null));
    }

    /** Not one that is given up at the same moment. */
    private synchronized SmtpLine taken() {
        line.begun();
        return line;
    }

    private synchronized void replace(SmtpLine silent) {
        if (line == silent) {
            line = lines.get();
            silent.giveUp();
        }
    }

    private io.quarkus.mailer.Mail message(Mail mail) {
        return io.quarkus.mailer.Mail.withText(mail.to(), mail.subject(), mail.text())
                .setFrom(config.from())
                .addHeader("Message-ID", "<" + mail.id() + "@" + domain + ">")
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
