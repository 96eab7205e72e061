package usher.tool.invocation.effect;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;

/**
 * Writes down that an outcome has been sent, once it has. The conversation's next calls wait for that, so that a quick next
 * turn is not taken for one that never heard. What was not written down is told once more, which is safe.
 */
@ApplicationScoped
public class Telling {
    private static final Logger LOG = Logger.getLogger(Telling.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** After that, nobody waits for an answer that is neither sent nor lost. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final ConcurrentHashMap<ConversationId, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final Effects effects;

    Telling(Effects effects) {
        this.effects = effects;
    }

    /** Completes when what was being told in this conversation is written down. */
    public Uni<Void> settled(ConversationId conversation) {
        var telling = underWay.get(conversation);
        return telling == null
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .completionStage(telling)
                        .ifNoItem()
                        .after(PATIENCE)
                        .recoverWithUni(Uni.createFrom().voidItem());
    }

    /** Before the answer is sent; whoever sends it says by {@link #sent} or {@link #lost} how that went. */
    public CompletableFuture<Void> begin(ConversationId conversation) {
        var told = new CompletableFuture<Void>().completeOnTimeout(null, LONGEST.toSeconds(), TimeUnit.SECONDS);
        var all = underWay.merge(conversation, told, CompletableFuture::allOf);
        all.thenRun(() -> underWay.remove(conversation, all));
        return told;
    }

    public void sent(TenantId tenant, Episode episode, CompletableFuture<Void> told) {
        effects.told(tenant, episode)
                .onTermination()
                .invoke(() -> told.complete(null))
                .subscribe()
                .with(
                        written -> {},
                        failure -> LOG.warnf("An outcome may be told twice tenant=%s cause=%s", tenant, failure));
    }

    public void lost(CompletableFuture<Void> told) {
        told.complete(null);
    }
}
