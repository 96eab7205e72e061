package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import usher.contracts.id.InvocationId;
import usher.kit.seal.Sealer;
import usher.kit.time.Ids;
import usher.tool.argument.Prepared.Ready;
import usher.tool.invocation.CallBook.Entry;
import usher.tool.invocation.content.Wish;
import usher.tool.invocation.effect.CallState;
import usher.tool.invocation.effect.Effect;
import usher.tool.invocation.effect.Effects;
import usher.tool.invocation.effect.Episodes;
import usher.tool.invocation.effect.Fingerprint;
import usher.tool.invocation.endpoint.Calls;
import usher.tool.invocation.endpoint.Deadlines;
import usher.tool.invocation.endpoint.Endpoint;
import usher.tool.invocation.execution.Answer;
import usher.tool.invocation.execution.Opening;
import usher.tool.invocation.execution.Opening.Over;
import usher.tool.invocation.execution.Opening.Started;
import usher.tool.invocation.record.CallRecords;
import usher.tool.invocation.record.Ending;
import usher.tool.invocation.record.InvocationConfig;
import usher.tool.invocation.record.Invocations;
import usher.tool.invocation.record.NewCall;
import usher.tool.invocation.record.NewCall.Asked;
import usher.tool.invocation.record.NewCall.Beginning;
import usher.tool.invocation.record.NewCall.What;
import usher.tool.invocation.record.Standing.Before;
import usher.tool.invocation.record.Stored;
import usher.tool.notice.ToolNotices;
import usher.tool.target.Outcome.Failed;

/**
 * Opens calls of tools that change something: each is an attempt at an effect, which equal calls share. The effect is held
 * from the first look to the commit, so that of equal calls at the same time one goes out.
 */
@ApplicationScoped
class Changes {
    private static final Failed BUSY =
            Failed.certainly("call-in-progress", "This is being done right now. Do not ask for it again.", false);
    private static final Failed PENDING =
            Failed.certainly("confirmation-pending", "The visitor is being asked to confirm this already.", false);

    private final Effects effects;
    private final Invocations invocations;
    private final CallRecords records;
    private final Sealer sealer;
    private final ToolNotices notices;
    private final InvocationConfig config;
    private final Ids ids;
    private final InstantSource clock;

    Changes(
            Effects effects,
            Invocations invocations,
            CallRecords records,
            Sealer sealer,
            ToolNotices notices,
            InvocationConfig config,
            Ids ids,
            InstantSource clock) {
        this.effects = effects;
        this.invocations = invocations;
        this.records = records;
        this.sealer = sealer;
        this.notices = notices;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** A call whose arguments are right, on its way in. */
    private record Change(Entry entry, Endpoint endpoint, Ready ready, InvocationId id) {
        Fingerprint fingerprint() {
            return Fingerprint.of(
                    entry.tenant(),
                    entry.wanted().conversation(),
                    endpoint.parameters().tool(),
                    ready.arguments());
        }

        Effects.Candidate candidate() {
            return new Effects.Candidate(id, entry.wanted().messageId());
        }
    }

    /** Within the transaction of the entry. */
    Uni<Opening> open(Entry entry, Endpoint endpoint, Ready ready) {
        var change = new Change(entry, endpoint, ready, new InvocationId(ids.next()));
        return effects.hold(
                        entry.connection(), entry.tenant(), change.fingerprint(), change.candidate(), clock.instant())
                .chain(effect -> effect.invocation().equals(change.id())
                        ? attempt(change, effect, false)
                        : invocations
                                .find(entry.connection(), entry.tenant(), effect.invocation())
                                .chain(last -> last == null ? begin(change, effect) : judge(change, effect, last)));
    }

    private Uni<Opening> judge(Change change, Effect effect, Before last) {
        var asking = change.entry().wanted().messageId();
        var verdict =
                Episodes.judge(effect, last.attempt(), asking, change.endpoint().knowsKeys(), clock.instant());
        return switch (verdict) {
            case BEGIN -> settle(change, last).chain(() -> begin(change, effect));
            case AGAIN ->
                settle(change, last)
                        .chain(() -> keep(change, effect.attemptedBy(change.id(), asking)))
                        .chain(kept -> attempt(change, kept, true));
            case STUCK -> settle(change, last).chain(() -> over(change, CallRecords.stuck()));
            case REPEAT -> repeat(change, effect.askedIn(asking), last);
            case BUSY -> {
                if (last.call().equals(change.entry().wanted().callId())) {
                    throw CallRecords.inProgress();
                }
                yield over(change, Ending.atOnce(BUSY));
            }
            case PENDING -> over(change, Ending.atOnce(PENDING));
        };
    }

    private Uni<Opening> begin(Change change, Effect effect) {
        var asking = change.entry().wanted().messageId();
        return keep(change, effect.begunBy(change.id(), asking)).chain(kept -> attempt(change, kept, false));
    }

    /** What the last attempt left open is ended: its time is over, or the visitor has gone on and is asked anew. */
    private Uni<Void> settle(Change change, Before last) {
        if (last.state().over()) {
            return Uni.createFrom().voidItem();
        }
        var entry = change.entry();
        boolean superseded = last.state() == CallState.AWAITING && !last.late(clock.instant());
        return (superseded
                        ? records.end(entry.connection(), entry.tenant(), last.stored(), superseded(last))
                        : records.lapse(entry.connection(), entry.tenant(), last))
                .replaceWithVoid();
    }

    private static Ending superseded(Before last) {
        return Ending.unconfirmed(
                CallState.FAILED, "confirmation-superseded", "The visitor was asked anew.", last.uncertain());
    }

    private Uni<Effect> keep(Change change, Effect effect) {
        var entry = change.entry();
        return effects.keep(entry.connection(), entry.tenant(), effect, clock.instant())
                .replaceWith(effect);
    }

    private Uni<Opening> attempt(Change change, Effect effect, boolean unsure) {
        return change.endpoint().needsConfirmation() ? ask(change, effect, unsure) : start(change, effect, unsure);
    }

    private Uni<Opening> start(Change change, Effect effect, boolean unsure) {
        var entry = change.entry();
        var endpoint = change.endpoint();
        var episode = effect.episode();
        var deadline = Deadlines.of(endpoint, clock.instant());
        var stored = new Stored(change.id(), endpoint.name(), entry.wanted().conversation(), episode);
        return store(change, new Beginning.Running(episode, unsure, deadline, null))
                .replaceWith(() -> new Started(
                        stored,
                        Calls.of(
                                entry.tenant(),
                                entry.wanted(),
                                endpoint,
                                change.ready().arguments(),
                                episode.key()),
                        endpoint.destination(),
                        unsure));
    }

    /** The log is redacted, so what the visitor confirms is kept beside it, sealed. */
    private Uni<Opening> ask(Change change, Effect effect, boolean unsure) {
        var entry = change.entry();
        var wish = Wish.of(entry.wanted().arguments(), entry.wanted().identity());
        var sealed = sealer.seal(entry.tenant(), wish.text());
        var expiry = clock.instant().plus(config.confirmation());
        return store(change, new Beginning.Waiting(effect.episode(), unsure, expiry, sealed))
                .chain(() -> notices.confirmationRequired(
                        entry.connection(),
                        entry.tenant(),
                        change.endpoint().name(),
                        entry.wanted().callId(),
                        entry.wanted().conversation(),
                        expiry))
                .replaceWith(() -> new Over(new Answer.Waiting(expiry)));
    }

    private Uni<Opening> repeat(Change change, Effect effect, Before last) {
        var ending = last.ending();
        if (ending == null) {
            throw new IllegalStateException("Only what is over is repeated");
        }
        return keep(change, effect)
                .chain(kept -> store(change, new Beginning.Over(ending, last.id())))
                .replaceWith(() -> new Over(Answer.Ended.again(ending, Answer.Source.of(last), effect.episode())));
    }

    private Uni<Opening> over(Change change, Ending ending) {
        return store(change, new Beginning.Over(ending, null)).replaceWith(() -> Over.of(ending));
    }

    private Uni<Void> store(Change change, Beginning beginning) {
        var call = new NewCall(
                change.id(),
                Asked.of(change.entry().wanted()),
                What.of(change.endpoint()),
                change.ready().stored(),
                beginning,
                clock.instant());
        return records.start(change.entry().connection(), change.entry().tenant(), call);
    }
}
