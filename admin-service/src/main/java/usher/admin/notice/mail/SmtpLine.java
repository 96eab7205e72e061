package usher.admin.notice.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.runtime.Mailers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/**
 * Quarkus' mailer with its connections to the mail server, which are given up together: nobody can call off what was handed to the
 * mailer, and what it never tells of again would count among its connections for ever. All of a line happens on one event loop:
 * what a connection of another loop than the caller's says first, Vert.x' client may lose.
 */
final class SmtpLine {
    private final TimedVertx connections;
    private final Mailers mailers;
    private final Context loop;
    private int underWay;
    private boolean isGivenUp;

    SmtpLine(TimedVertx connections, Mailers mailers) {
        this.connections = connections;
        this.mailers = mailers;
        this.loop = connections.createEventLoopContext();
    }

    Uni<Void> send(Mail mail) {
        return Uni.createFrom()
                .deferred(() -> mailers.reactiveMailerFromName(Mailers.DEFAULT_MAILER_NAME)
                        .send(mail))
                .runSubscriptionOn(work -> loop.runOnContext(any -> work.run()));
    }

    /** A mail is to be sent; {@link #ended} follows, whatever came of it. */
    synchronized void begun() {
        underWay++;
    }

    synchronized void ended() {
        underWay--;
        closeIfOver();
    }

    /** Takes no more mails; those that are under way have their time. */
    synchronized void giveUp() {
        isGivenUp = true;
        closeIfOver();
    }

    private void closeIfOver() {
        if (isGivenUp && underWay == 0) {
            connections.hangUp();
            mailers.stop();
        }
    }
}
