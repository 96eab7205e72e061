package usher.tool.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import usher.kit.egress.Egress;
import usher.kit.egress.Passage.Admitted;
import usher.kit.egress.Passage.Denied;
import usher.kit.egress.TenantShares;
import usher.tool.http.Attempt.Status;
import usher.tool.http.HttpReply.Unanswered;

/** Sends requests, each only where the guard lets it go, and so many of one tenant at once that the others have room. */
@ApplicationScoped
public class HttpCalls {
    private static final Unanswered LEFT_ALONE = new Unanswered(
            "tool-unavailable", "The tool has been failing and is left alone for a moment.", true, false, 0);
    private static final Unanswered CROWDED =
            new Unanswered("tool-busy", "Too many tools are being called at once.", true, false, 0);

    private final CallConfig config;
    private final Breaker breaker;
    private final Egress egress;
    private final Wire wire;
    private final Vertx vertx;
    private final TenantShares shares;

    HttpCalls(CallConfig config, Breaker breaker, Egress egress, Wire wire, Vertx vertx) {
        this.config = config;
        this.breaker = breaker;
        this.egress = egress;
        this.wire = wire;
        this.vertx = vertx;
        this.shares = new TenantShares(config.atOnce());
    }

    public Uni<HttpReply> send(HttpCall call) {
        return Uni.createFrom().deferred(() -> {
            var tenant = call.target().tenant();
            if (!shares.take(tenant)) {
                return Uni.createFrom().item(CROWDED);
            }
            return Uni.createFrom().deferred(() -> start(call)).onTermination().invoke(() -> shares.give(tenant));
        });
    }

    private Uni<HttpReply> start(HttpCall call) {
        return breaker.admits(call.target())
                ? go(Trip.of(call), 1)
                : Uni.createFrom().item(LEFT_ALONE);
    }

    /** To where the call is by now, the guard first: it has seen the URL of the call, but not where redirects lead. */
    private Uni<HttpReply> go(Trip trip, int number) {
        return egress.admit(trip.call().target().tenant(), trip.uri()).chain(passage -> switch (passage) {
            case Denied denied -> Uni.createFrom().item(denied(trip, denied, number));
            case Admitted admitted -> attempt(trip, admitted, number);
        });
    }

    /** Only a redirect tells how the target is: it has answered. */
    private HttpReply denied(Trip trip, Denied denied, int number) {
        if (trip.redirects() > 0) {
            breaker.worked(trip.call().target());
        }
        int made = trip.redirects() > 0 ? number : 0;
        return new Unanswered("url-not-allowed", denied.sentence(), false, false, made);
    }

    /** The address stays what it was for all attempts. */
    private Uni<HttpReply> attempt(Trip trip, Admitted admitted, int number) {
        var call = trip.call();
        int mostBytes = call.mostBytes() == 0 ? config.answerBytes() : call.mostBytes();
        var limits = new Exchange.Limits(trip.left(), mostBytes);
        return UniHelper.toUni(wire.send(trip.request(), admitted, limits)).chain(attempt -> {
            var wait = waitAfter(attempt, number);
            boolean again = attempt.worthRepeating(call.repeatable()) && number < config.attempts();
            if (again && wait.compareTo(trip.left()) < 0) {
                return pause(wait).chain(() -> attempt(trip.after(attempt), admitted, number + 1));
            }
            var next = trip.next(attempt);
            return next.isPresent() ? go(next.get(), number) : Uni.createFrom().item(over(trip, attempt, number));
        });
    }

    private HttpReply over(Trip trip, Attempt attempt, int number) {
        var target = trip.call().target();
        if (attempt.tellsOfTrouble()) {
            breaker.failed(target);
        } else {
            breaker.worked(target);
        }
        var reply = attempt.reply(number);
        return trip.doubtful() ? reply.inDoubt() : reply;
    }

    /** Exponential with full jitter in its upper half, or what the other side asks for if that is longer. */
    private Duration waitAfter(Attempt attempt, int number) {
        long full = config.backOff().toMillis() << (number - 1);
        var wait = Duration.ofMillis(full - ThreadLocalRandom.current().nextLong(full / 2 + 1));
        @Nullable Duration asked = attempt instanceof Status status ? status.retryAfter() : null;
        return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    }

    /** A timer of Vert.x comes back on the caller's context, where the database session has to be. */
    private Uni<Void> pause(Duration wait) {
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(Math.max(1, wait.toMillis()), id -> emitter.complete(null)));
    }
}
