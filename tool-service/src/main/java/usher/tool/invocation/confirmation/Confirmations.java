package usher.tool.invocation.confirmation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;
import usher.tool.argument.Arguments;
import usher.tool.argument.Prepared.Ready;
import usher.tool.argument.Prepared.Refused;
import usher.tool.invocation.content.Wish;
import usher.tool.invocation.effect.CallState;
import usher.tool.invocation.effect.Effect;
import usher.tool.invocation.effect.Effects;
import usher.tool.invocation.effect.Fingerprint;
import usher.tool.invocation.endpoint.Calls;
import usher.tool.invocation.endpoint.Deadlines;
import usher.tool.invocation.endpoint.Endpoint;
import usher.tool.invocation.endpoint.InvokeTool;
import usher.tool.invocation.endpoint.TenantTools;
import usher.tool.invocation.execution.Answer;
import usher.tool.invocation.execution.Opening;
import usher.tool.invocation.execution.Opening.Over;
import usher.tool.invocation.execution.Opening.Started;
import usher.tool.invocation.record.CallRecords;
import usher.tool.invocation.record.Ending;
import usher.tool.invocation.record.Stored;
import usher.tool.target.Outcome.Failed;

/**
 * Takes down what visitors say to calls that wait for their yes: once, in the conversation of the call alone, and for exactly
 * what was asked for, identity included. A yes is stored before anything is called.
 */
@ApplicationScoped
public class Confirmations {
    private final Tenancy tenancy;
    private final Effects effects;
    private final Decisions decisions;
    private final TenantTools tools;
    private final CallRecords records;
    private final Arguments arguments;
    private final Sealer sealer;
    private final InstantSource clock;

    Confirmations(
            Tenancy tenancy,
            Effects effects,
            Decisions decisions,
            TenantTools tools,
            CallRecords records,
            Arguments arguments,
            Sealer sealer,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.effects = effects;
        this.decisions = decisions;
        this.tools = tools;
        this.records = records;
        this.arguments = arguments;
        this.sealer = sealer;
        this.clock = clock;
    }

    private record Entry(
            SqlConnection connection, TenantId tenant, DecideCall said, WaitingCall waiting, Effect effect) {}

    /** The effect is held before its call is read, as everywhere, so that nobody waits for each other. */
    public Uni<Opening> decide(TenantId tenant, CallId call, DecideCall said) {
        return tenancy.sql(
                tenant,
                connection -> effects.holdOf(connection, tenant, call)
                        .chain(effect -> decisions
                                .toDecide(connection, tenant, call)
                                .chain(waiting -> decide(connection, tenant, said, waiting, effect))));
    }

    private Uni<Opening> decide(
            SqlConnection connection,
            TenantId tenant,
            DecideCall said,
            @Nullable WaitingCall waiting,
            @Nullable Effect effect) {
        if (waiting == null
                || effect == null
                || !said.conversation().equals(waiting.call().conversation())) {
            throw Refusal.notFound();
        }
        var call = waiting.call();
        if (call.ending() != null) {
            // Only a success that was told is over: what nobody knows may still turn out to have been done.
            var news = call.ending().state() == CallState.SUCCEEDED ? effect.episode() : null;
            return Uni.createFrom().item(new Over(Answer.Ended.again(call.ending(), Answer.Source.of(call), news)));
        }
        if (call.late(clock.instant())) {
            return records.lapse(connection, tenant, call).map(Over::of);
        }
        if (call.state() == CallState.RUNNING) {
            throw CallRecords.inProgress();
        }
        var entry = new Entry(connection, tenant, said, waiting, effect);
        return switch (said.decision()) {
            case DECLINE -> decline(entry);
            case CONFIRM -> confirm(entry);
        };
    }

    private Uni<Opening> decline(Entry entry) {
        var before = entry.waiting().call();
        var ending = Ending.unconfirmed(
                CallState.DECLINED,
                "confirmation-declined",
                entry.said().member() == null ? "The visitor does not want this." : "The team has declined this.",
                before.uncertain());
        return writeDown(entry, null).chain(() -> end(entry, ending));
    }

    private Uni<Opening> confirm(Entry entry) {
        var tool = entry.waiting().tool();
        return (tool == null
                        ? Uni.createFrom().<@Nullable Endpoint>nullItem()
                        : tools.endpoint(entry.connection(), entry.tenant(), tool))
                .chain(endpoint -> endpoint == null
                        ? end(entry, gone("tool-unknown", "There is no such tool here any more.", entry))
                        : confirm(entry, endpoint));
    }

    private Uni<Opening> confirm(Entry entry, Endpoint endpoint) {
        var wanted = wanted(entry);
        return switch (arguments.prepare(endpoint.parameters(), wanted.arguments(), wanted.identity())) {
            case Refused(var code, var sentence, var stored) -> {
                if (code.equals(Arguments.IDENTITY_REQUIRED)) {
                    throw somebodyElse();
                }
                yield end(entry, gone(code, sentence, entry));
            }
            case Ready ready -> confirm(entry, endpoint, wanted, ready);
        };
    }

    private Uni<Opening> confirm(Entry entry, Endpoint endpoint, InvokeTool wanted, Ready ready) {
        var episode = entry.effect().episode();
        var tool = endpoint.parameters().tool();
        if (!Fingerprint.of(entry.tenant(), wanted.conversation(), tool, ready.arguments())
                .equals(episode.effect())) {
            throw somebodyElse();
        }
        var before = entry.waiting().call();
        var stored = new Stored(before.id(), endpoint.name(), wanted.conversation(), episode);
        return writeDown(entry, endpoint)
                .replaceWith(() -> new Started(
                        stored,
                        Calls.of(entry.tenant(), wanted, endpoint, ready.arguments(), episode.key()),
                        endpoint.destination(),
                        before.uncertain()));
    }

    /** The turn that decided is the one that asked last: if the model asks for the same in it, it gets what came of it. */
    private Uni<Void> writeDown(Entry entry, @Nullable Endpoint confirmed) {
        var now = clock.instant();
        var before = entry.waiting().call();
        var deadline = confirmed == null ? before.deadline() : Deadlines.of(confirmed, now);
        var said = entry.said();
        return decisions
                .decide(entry.connection(), entry.tenant(), before.id(), said, new Decisions.When(now, deadline))
                .chain(() -> effects.keep(
                        entry.connection(), entry.tenant(), entry.effect().askedIn(said.messageId()), now));
    }

    private Uni<Opening> end(Entry entry, Ending ending) {
        return records.end(
                        entry.connection(),
                        entry.tenant(),
                        entry.waiting().call().stored(),
                        ending)
                .map(Over::of);
    }

    private InvokeTool wanted(Entry entry) {
        var said = entry.said();
        var before = entry.waiting().call();
        var sealed = entry.waiting().sealedArguments();
        var wish = Wish.read(decisions.arguments(sealer.open(entry.tenant(), String.valueOf(sealed))));
        return new InvokeTool(
                before.tool(),
                before.call(),
                said.conversation(),
                said.messageId(),
                wish.said(),
                said.member() == null ? said.identity() : wish.identity(),
                said.locale());
    }

    private static Ending gone(String code, String sentence, Entry entry) {
        boolean unsure = entry.waiting().call().uncertain();
        return Ending.atOnce(new Failed(code, sentence, false, unsure));
    }

    private static Refusal somebodyElse() {
        return Refusal.conflict(
                "confirmation-mismatch", "This was asked for by somebody else than who confirms it. It waits.");
    }
}
