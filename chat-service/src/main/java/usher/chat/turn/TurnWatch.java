package usher.chat.turn;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.RunningTurns;
import usher.chat.conversation.RunningTurns.Known;
import usher.chat.conversation.Transcripts;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;
import usher.kit.problem.Refusal;

/** Shows a turn to somebody who comes later or comes back, on any replica, and stops it when asked. */
@ApplicationScoped
class TurnWatch {
    private static final long LOOK_MILLIS = 100;
    /** So many looks without a new frame, and the tables are asked whether the turn still runs. */
    private static final int PATIENCE = 20;

    private final LiveTurns turns;
    private final RunningTurns running;
    private final Transcripts transcripts;
    private final FrameLog log;
    private final Vertx vertx;

    TurnWatch(LiveTurns turns, RunningTurns running, Transcripts transcripts, FrameLog log, Vertx vertx) {
        this.turns = turns;
        this.running = running;
        this.transcripts = transcripts;
        this.log = log;
        this.vertx = vertx;
    }

    /** The frames after number {@code after}: those that were shown, then those that come. */
    Uni<Turn> attach(TenantId tenant, @Nullable VisitorId visitor, TurnId turn, long after) {
        return known(tenant, visitor, turn).chain(known -> {
            var live = turns.find(tenant, turn);
            return live == null
                    ? recorded(tenant, known, after)
                    : Uni.createFrom().item(new Turn(null, live.frames(after)));
        });
    }

    /** Stopping what has ended changes nothing. */
    Uni<Void> stop(TenantId tenant, @Nullable VisitorId visitor, TurnId turn) {
        return known(tenant, visitor, turn)
                .chain(known -> known.running()
                        ? turns.stop(tenant, turn)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Known> known(TenantId tenant, @Nullable VisitorId visitor, TurnId turn) {
        return running.find(tenant, visitor, turn).map(known -> {
            if (known == null) {
                throw Refusal.notFound();
            }
            return known;
        });
    }

    /**
     * Where Redis has no frames, a complete answer is told from the store to who has seen nothing of it yet. Who has seen more
     * than Redis knows of a turn that ended is sent to the store too.
     */
    private Uni<Turn> recorded(TenantId tenant, Known known, long after) {
        return log.read(tenant, known.turn(), 0)
                .onFailure()
                .recoverWithItem(List.of())
                .chain(frames -> {
                    boolean whole = !frames.isEmpty() && frames.getLast().isLast();
                    if (whole && after >= frames.getLast().number()) {
                        throw gone();
                    }
                    if (whole || known.running()) {
                        return Uni.createFrom().item(new Turn(null, follow(tenant, known.turn(), after)));
                    }
                    if (known.answer() == null || after > 0) {
                        throw gone();
                    }
                    return transcripts
                            .message(tenant, known.answer())
                            .map(message -> new Turn(null, Told.frames(known.turn(), known.conversation(), message)));
                });
    }

    private static Refusal gone() {
        return new Refusal(
                "turn-events-gone", 410, "The events of this turn are gone; read the conversation's messages.");
    }

    /** Reads what other replicas record, a few times a second, until the turn has ended. */
    private Multi<Frame> follow(TenantId tenant, TurnId turn, long after) {
        return Multi.createFrom().emitter(watcher -> new Follower(tenant, turn, after, watcher).look());
    }

    private final class Follower {
        private final TenantId tenant;
        private final TurnId turn;
        private final MultiEmitter<? super Frame> watcher;
        private final AtomicBoolean left = new AtomicBoolean();
        private long seen;
        private int idle;

        Follower(TenantId tenant, TurnId turn, long seen, MultiEmitter<? super Frame> watcher) {
            this.tenant = tenant;
            this.turn = turn;
            this.seen = seen;
            this.watcher = watcher;
            watcher.onTermination(() -> left.set(true));
        }

        void look() {
            if (!left.get()) {
                log.read(tenant, turn, seen).subscribe().with(this::show, failure -> watcher.complete());
            }
        }

        private void show(List<Frame> frames) {
            for (var frame : frames) {
                seen = frame.number();
                watcher.emit(frame);
                if (frame.isLast()) {
                    watcher.complete();
                    return;
                }
            }
            idle = frames.isEmpty() ? idle + 1 : 0;
            if (idle < PATIENCE) {
                vertx.setTimer(LOOK_MILLIS, tick -> look());
            } else {
                idle = 0;
                running.find(tenant, null, turn).subscribe().with(this::goOn, failure -> watcher.complete());
            }
        }

        /** A turn that has ended without its last frames can be read from the store; the client asks for it. */
        private void goOn(@Nullable Known known) {
            if (known == null || !known.running()) {
                log.read(tenant, turn, seen).subscribe().with(this::showAndEnd, failure -> watcher.complete());
            } else {
                look();
            }
        }

        private void showAndEnd(List<Frame> frames) {
            frames.forEach(watcher::emit);
            watcher.complete();
        }
    }
}
