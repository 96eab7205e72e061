package usher.chat.turn;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import usher.chat.conversation.RunningTurns;
import usher.chat.conversation.RunningTurns.Running;
import usher.chat.turn.ReplyEvent.MessageCompleted;
import usher.chat.turn.ReplyEvent.TurnCompleted;

/**
 * Closes the turns of replicas that died, on any replica and within a minute: exactly the text that was streamed is stored,
 * and who still watches learns that the answer was interrupted. Nothing is generated again.
 */
@ApplicationScoped
class DeadTurns {
    private static final Logger LOG = Logger.getLogger(DeadTurns.class);
    private static final String INTERRUPTED = "interrupted";

    private final RunningTurns running;
    private final FrameLog log;
    private final TurnConfig config;
    private final Vertx vertx;
    private final AtomicBoolean looking = new AtomicBoolean();

    DeadTurns(RunningTurns running, FrameLog log, TurnConfig config, Vertx vertx) {
        this.running = running;
        this.log = log;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.look().toMillis(), tick -> {
            if (looking.compareAndSet(false, true)) {
                close().onTermination()
                        .invoke(() -> looking.set(false))
                        .subscribe()
                        .with(closed -> {}, failure -> LOG.warnf("Dead turns wait to be closed cause=%s", failure));
            }
        });
    }

    /** How many were closed. */
    Uni<Long> close() {
        return running.silentFor(config.silence())
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(this::close)
                .filter(closed -> closed)
                .collect()
                .with(Collectors.counting());
    }

    private Uni<Boolean> close(Running turn) {
        return log.read(turn.tenant(), turn.turn(), 0)
                .chain(frames -> running.interrupt(turn, config.silence(), FrameLog.text(frames))
                        .call(closed ->
                                closed ? tell(turn, frames) : Uni.createFrom().voidItem()))
                .invoke(closed -> {
                    if (closed) {
                        LOG.infof("A dead turn was closed tenant=%s turn=%s", turn.tenant(), turn.turn());
                    }
                });
    }

    private Uni<Void> tell(Running turn, List<Frame> frames) {
        if (frames.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long last = frames.getLast().number();
        return log.append(
                        turn.tenant(),
                        turn.turn(),
                        List.of(
                                new Frame(last + 1, new MessageCompleted(turn.answer(), INTERRUPTED, null)),
                                new Frame(last + 2, new TurnCompleted(turn.turn()))))
                .onFailure()
                .recoverWithNull();
    }
}
