package usher.chat.turn;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import usher.chat.assistant.Assistant;
import usher.chat.assistant.Brief;
import usher.chat.assistant.Terms;
import usher.chat.conversation.RunningTurns;
import usher.chat.conversation.RunningTurns.Left;
import usher.chat.conversation.RunningTurns.Running;
import usher.chat.conversation.RunningTurns.Took;
import usher.chat.limit.Grant;
import usher.chat.limit.Limits;
import usher.chat.model.ModelUse;
import usher.chat.persona.Personas;
import usher.chat.turn.ReplyEvent.MessageCompleted;
import usher.chat.turn.ReplyEvent.TurnCompleted;
import usher.kit.problem.Outages;
import usher.kit.tenant.TenantSnapshots;

/**
 * Closes the turns of replicas that died, on any replica and within a minute: exactly the text that was streamed is stored,
 * and who still watches learns that the answer was interrupted. Nothing is generated again. What models took for it nobody
 * counted; it is reckoned and metered as an estimate, once.
 */
@ApplicationScoped
class DeadTurns {
    private static final Logger LOG = Logger.getLogger(DeadTurns.class);
    private static final String INTERRUPTED = "interrupted";

    private final RunningTurns running;
    private final FrameLog log;
    private final Assistant assistant;
    private final Personas personas;
    private final TenantSnapshots tenants;
    private final Limits limits;
    private final TurnConfig config;
    private final Vertx vertx;
    private final AtomicBoolean looking = new AtomicBoolean();

    DeadTurns(
            RunningTurns running,
            FrameLog log,
            Assistant assistant,
            Personas personas,
            TenantSnapshots tenants,
            Limits limits,
            TurnConfig config,
            Vertx vertx) {
        this.running = running;
        this.log = log;
        this.assistant = assistant;
        this.personas = personas;
        this.tenants = tenants;
        this.limits = limits;
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
                .chain(frames -> took(turn, frames)
                        .chain(took -> personas.of(turn.tenant())
                                .chain(persona -> running.interrupt(
                                        turn,
                                        config.silence(),
                                        FrameLog.text(frames),
                                        new Took(persona.version(), took))))
                        .call(closed ->
                                closed ? closed(turn, frames) : Uni.createFrom().voidItem()))
                .invoke(closed -> {
                    if (closed) {
                        LOG.infof("A dead turn was closed tenant=%s turn=%s", turn.tenant(), turn.turn());
                    }
                });
    }

    /** A replica that is silent had asked a model, most probably. A turn whose question cannot be read again is closed all the same. */
    private Uni<List<ModelUse>> took(Running turn, List<Frame> frames) {
        return running.left(turn)
                .chain(left -> left.isEmpty()
                        ? Uni.createFrom().item(List.<ModelUse>of())
                        : tenants.find(turn.tenant())
                                .chain(tenant -> assistant.reckon(
                                        brief(turn, left.get(), tenant == null ? "" : tenant.name()),
                                        FrameLog.calls(frames),
                                        FrameLog.text(frames))))
                .onFailure(failure -> !Outages.isOutage(failure))
                .invoke(failure -> LOG.errorf(failure, "Use of a dead turn cannot be reckoned turn=%s", turn.turn()))
                .onFailure(failure -> !Outages.isOutage(failure))
                .recoverWithItem(List.of());
    }

    private static Brief brief(Running turn, Left left, String business) {
        return new Brief(
                turn.tenant(),
                business,
                turn.conversation(),
                turn.answer(),
                left.question(),
                left.history(),
                left.subject() == null ? Map.of() : Map.of("sub", left.subject()),
                left.locale(),
                Grant.NONE,
                Terms.NONE,
                turn.visitor(),
                null);
    }

    /** Its reservation may have ended before: then totals were counted without what it took. */
    private Uni<Void> closed(Running turn, List<Frame> frames) {
        return limits.doubt(turn.tenant()).onFailure().recoverWithNull().chain(() -> tell(turn, frames));
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
