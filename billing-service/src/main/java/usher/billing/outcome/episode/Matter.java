package usher.billing.outcome.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.rule.Judging;
import usher.billing.outcome.rule.RuleTerms;
import usher.billing.outcome.rule.Rules;

/** An episode in the making. */
final class Matter {
    private final Rules.Version version;
    private final Judging terms;
    private final Signal first;
    private final Set<UUID> signals = new HashSet<>();
    private final Set<UUID> answers = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private State state = State.OPEN;
    /** What was said last while it was open: silence is counted from there. */
    private Signal last;
    /** The last answer that helped; null: none did. */
    private @Nullable Signal help;
    /** Whether the last question was answered, and nothing was said against it. */
    private boolean helped;
    /** Since when it is not open. What makes the outcome stronger later does not move it. */
    private @Nullable Instant concludedAt;

    Matter(Rules.Version version, Signal first) {
        this.version = version;
        this.terms = version.terms();
        this.first = first;
        this.last = first;
    }

    /** Whether nothing that happens from then on belongs to it. */
    boolean isOver(Instant at) {
        return concludedAt != null
                && (!at.isBefore(concludedAt.plus(terms.reopensWithin()))
                        || !at.isBefore(first.at().plus(terms.endsAfter())));
    }

    /** What silence makes of it up to and with that moment. */
    void comeTo(Instant now) {
        for (var due = due(); due != null && !due.isAfter(now); due = due()) {
            if (state == State.CONTAINED) {
                conclude(State.VERIFIED, Reason.SILENCE, due, null);
            } else if (helped) {
                conclude(State.CONTAINED, Reason.SILENCE, due, null);
            } else {
                conclude(State.UNASSISTED, unanswered(), due, null);
            }
        }
    }

    private @Nullable Instant due() {
        if (state.isOpen()) {
            return last.at().plus(terms.containedAfter());
        }
        return state == State.CONTAINED && terms.verifiedAfter() != null
                ? later(last.at().plus(terms.verifiedAfter()), concludedAt)
                : null;
    }

    void take(Signal signal) {
        if (signal.kind() == Signal.Kind.FEEDBACK && signal.message() != null && !answers.contains(signal.message())) {
            return;
        }
        signals.add(signal.id());
        switch (signal.kind()) {
            case TURN, INTERRUPTED -> said(signal);
            case FEEDBACK -> judged(signal);
            case HANDOFF -> escalate(signal);
            case REOPENED -> rejected(Reason.CONVERSATION_REOPENED, signal);
            case CLOSED -> closed(signal);
        }
    }

    private void said(Signal signal) {
        if (signal.message() != null) {
            answers.add(signal.message());
        }
        if (signal.asksForHuman()) {
            escalate(signal);
        } else if (signal.isThanks()) {
            heard(signal);
            if (helped && terms.verifiedBy().contains(RuleTerms.THANKS)) {
                verify(Reason.THANKED, signal);
            }
        } else if (signal.isSmallTalk(terms.needsEvidence())) {
            heard(signal);
        } else {
            asked(signal);
        }
    }

    private void heard(Signal signal) {
        if (state.isOpen()) {
            last = signal;
        }
    }

    private void asked(Signal signal) {
        reopen(Reason.ASKED_AGAIN, signal);
        last = signal;
        helped = signal.helps(terms.needsEvidence());
        help = helped ? signal : help;
    }

    private void escalate(Signal signal) {
        if (state == State.ASSISTED_ESCALATION || (state == State.UNASSISTED && wasAskedForHuman())) {
            return;
        }
        reopen(Reason.ASKED_FOR_HUMAN, signal);
        last = signal;
        conclude(
                help == null ? State.UNASSISTED : State.ASSISTED_ESCALATION,
                Reason.ASKED_FOR_HUMAN,
                signal.at(),
                signal);
    }

    /** A bad word counts more than a good one in the same breath. */
    private void judged(Signal signal) {
        var thumb = signal.thumb();
        var rating = signal.rating();
        if (thumb != null && thumb < 0) {
            rejected(Reason.THUMB_DOWN, signal);
        } else if (rating != null && rating <= terms.badRating()) {
            rejected(Reason.BAD_RATING, signal);
        } else if (thumb != null && thumb > 0 && terms.verifiedBy().contains(RuleTerms.THUMB_UP)) {
            praised(Reason.THUMB_UP, signal);
        } else if (rating != null
                && rating >= terms.goodRating()
                && terms.verifiedBy().contains(RuleTerms.RATING)) {
            praised(Reason.GOOD_RATING, signal);
        }
    }

    private void praised(Reason reason, Signal signal) {
        if (help != null) {
            helped = true;
            verify(reason, signal);
        }
    }

    private void rejected(Reason reason, Signal signal) {
        if (state != State.UNASSISTED) {
            helped = false;
            reopen(reason, signal);
        }
    }

    private void closed(Signal signal) {
        if (state.isOpen()) {
            conclude(
                    helped ? State.CONTAINED : State.UNASSISTED,
                    helped ? Reason.CONVERSATION_CLOSED : unanswered(),
                    signal.at(),
                    signal);
        }
    }

    private void verify(Reason reason, Signal signal) {
        if (state != State.VERIFIED && state != State.ASSISTED_ESCALATION) {
            conclude(State.VERIFIED, reason, signal.at(), signal);
        }
    }

    private void conclude(State outcome, Reason reason, Instant at, @Nullable Signal by) {
        state = outcome;
        concludedAt = concludedAt == null ? at : concludedAt;
        var evidence = evidence(by == null ? last : by);
        steps.add(new Step(at, outcome, reason, evidence));
        var metric = terms.countsAs().get(outcome.text());
        var standing = standing();
        if (standing != null && !standing.metric().equals(metric)) {
            lines.add(standing.reversed(at, Reason.OUTCOME_CHANGED, evidence));
        }
        if (metric != null && (standing == null || !standing.metric().equals(metric))) {
            lines.add(new Line(metric, 1, at, at, outcome, reason, evidence));
        }
    }

    private void reopen(Reason reason, Signal signal) {
        if (!state.isOpen()) {
            state = State.REOPENED;
            concludedAt = null;
            last = signal;
            var evidence = List.of(Evidence.of(signal));
            steps.add(new Step(signal.at(), State.REOPENED, reason, evidence));
            var standing = standing();
            if (standing != null) {
                lines.add(standing.reversed(signal.at(), reason, evidence));
            }
        }
    }

    private @Nullable Line standing() {
        return lines.isEmpty() || lines.getLast().quantity() < 0 ? null : lines.getLast();
    }

    private Reason unanswered() {
        return help == null ? Reason.NOTHING_ANSWERED : Reason.LEFT_WITHOUT_HELP;
    }

    private boolean wasAskedForHuman() {
        return !steps.isEmpty() && steps.getLast().reason() == Reason.ASKED_FOR_HUMAN;
    }

    /** The answer that helped and the signal that decided, or was the last before the silence. */
    private List<Evidence> evidence(Signal by) {
        return Stream.of(help == null ? first : help, by)
                .distinct()
                .map(Evidence::of)
                .toList();
    }

    Episode episode() {
        return made(due());
    }

    /** When another has begun, silence decides nothing any more. */
    Episode ended() {
        return made(null);
    }

    private Episode made(@Nullable Instant nextLook) {
        return new Episode(first.id(), first.at(), version.number(), help != null, steps, lines, signals, nextLook);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
