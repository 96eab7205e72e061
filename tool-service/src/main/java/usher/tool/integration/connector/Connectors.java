package usher.tool.integration.connector;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import usher.kit.problem.Refusal;
import usher.tool.integration.connector.Health.Failing;
import usher.tool.integration.connector.Health.Working;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Rehearsal;
import usher.tool.target.Reply;

/**
 * The connectors there are, held to what they owe: an answer in time, on the caller's context, whatever goes wrong, and no
 * credential in it. What a connector throws is logged by its type alone, for its message may name what it was called with.
 */
@ApplicationScoped
public class Connectors {
    private static final Logger LOG = Logger.getLogger(Connectors.class);
    /** What a connector may take beyond the timeout it was given. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Map<IntegrationKind, Connector> connectors;
    private final IntegrationConfig config;

    Connectors(@All List<Connector> connectors, IntegrationConfig config) {
        this.connectors = connectors.stream().collect(Collectors.toMap(Connector::kind, Function.identity()));
        this.config = config;
    }

    public Connector of(IntegrationKind kind) {
        var connector = connectors.get(kind);
        if (connector == null) {
            throw Refusal.invalid("/kind", "kind-unsupported", "Systems of this kind cannot be connected.");
        }
        return connector;
    }

    public Uni<Health> test(Link link) {
        return within(config.testTimeout(), link, connector -> connector.test(link))
                .onFailure()
                .recoverWithItem(new Failing("test-failed", "The system could not be tried."))
                .map(health -> cover(health, Veil.of(link.credentials())));
    }

    public Uni<List<OfferedOperation>> offers(Link link) {
        return within(config.testTimeout(), link, connector -> connector.offers(link))
                .onFailure(failure -> !(failure instanceof Refusal))
                .transform(failure ->
                        new Refusal("integration-failing", 502, "The system could not be asked what it offers."));
    }

    /** What a call would begin with; nothing leaves. */
    public Rehearsal rehearse(Link link, Operation operation, Call call) {
        return switch (of(link.kind()).rehearse(link, operation, call)) {
            case Rehearsal.Refuses refuses -> refuses;
            case Rehearsal.Sends(var request) ->
                new Rehearsal.Sends(Veil.of(link.credentials()).cover(request));
        };
    }

    /** Of an operation that changes something nobody knows what it did when its connector broke. */
    public Uni<Reply> call(Link link, Operation operation, Call call) {
        return within(call.timeout().plus(GRACE), link, connector -> connector.call(link, operation, call))
                .onFailure()
                .recoverWithItem(Reply.of(
                        new Failed("integration-failed", "The system could not be used.", true, !operation.reads())))
                .map(reply -> Veil.of(link.credentials()).cover(operation.reads() ? certain(reply) : reply));
    }

    /** What only reads leaves nothing behind that one could be in doubt of. */
    private static Reply certain(Reply reply) {
        return reply.outcome() instanceof Failed(var code, var message, var retryable, var uncertain) && uncertain
                ? new Reply(Failed.certainly(code, message, retryable), reply.attempts(), reply.httpStatus())
                : reply;
    }

    private <T> Uni<T> within(Duration timeout, Link link, Function<Connector, Uni<T>> act) {
        var context = Vertx.currentContext();
        var work = Uni.createFrom()
                .deferred(() -> act.apply(of(link.kind())))
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure(failure -> !(failure instanceof Refusal))
                .invoke(failure -> LOG.warnf(
                        "A connector failed tenant=%s integration=%s kind=%s cause=%s",
                        link.tenant(),
                        link.id(),
                        link.kind().text(),
                        failure.getClass().getName()));
        return context == null ? work : work.emitOn(MutinyHelper.executor(context));
    }

    private static Health cover(Health health, Veil veil) {
        return switch (health) {
            case Working(var detail) -> new Working(shorten(veil.cover(detail)));
            case Failing(var code, var sentence) -> new Failing(code, shorten(veil.cover(sentence)));
        };
    }

    private static String shorten(String text) {
        var storable = text.replace("\0", "");
        return storable.length() <= 300 ? storable : storable.substring(0, 300) + "…";
    }
}
