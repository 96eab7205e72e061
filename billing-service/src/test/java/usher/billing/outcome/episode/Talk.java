package usher.billing.outcome.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.rule.RuleTerms;
import usher.billing.outcome.rule.Rules;

/** Signals of one conversation, as a test tells them: each so many hours after the beginning. */
public final class Talk {
    public static final Instant START = Instant.parse("2026-01-10T10:00:00Z");
    private final List<Signal> signals = new ArrayList<>();

    /** The usual rules, of which silence for 72 hours verifies. */
    public static RuleTerms usual() {
        return new RuleTerms(null, Duration.ofHours(72), null, null, null, null, null, null, null);
    }

    public static Rules rules(RuleTerms... terms) {
        var versions = new ArrayList<Rules.Version>();
        for (var each : terms) {
            versions.add(new Rules.Version(versions.size() + 1, Instant.EPOCH, each.judging()));
        }
        return new Rules(versions);
    }

    public static Instant at(double hours) {
        return START.plusSeconds(Math.round(hours * 3_600));
    }

    public Talk helped(double hours) {
        return turn(hours, "question", true);
    }

    public Talk unhelped(double hours) {
        return turn(hours, "question", false);
    }

    public Talk turn(double hours, String intent, boolean grounded) {
        return add(hours, Signal.Kind.TURN, intent, grounded, message(signals.size()), null, null);
    }

    public Talk cutOff(double hours) {
        return add(hours, Signal.Kind.INTERRUPTED, "", false, null, null, null);
    }

    /** Of the last answer. */
    public Talk thumb(double hours, int thumb) {
        var answers = signals.stream()
                .map(Signal::message)
                .filter(java.util.Objects::nonNull)
                .toList();
        return add(hours, Signal.Kind.FEEDBACK, "", false, answers.getLast(), thumb, null);
    }

    /** Of the conversation as a whole. */
    public Talk rated(double hours, int rating) {
        return add(hours, Signal.Kind.FEEDBACK, "", false, null, null, rating);
    }

    public Talk happened(double hours, Signal.Kind kind) {
        return add(hours, kind, "", false, null, null, null);
    }

    public List<Signal> signals() {
        return List.copyOf(signals);
    }

    private Talk add(
            double hours,
            Signal.Kind kind,
            String intent,
            boolean grounded,
            @Nullable UUID message,
            @Nullable Integer thumb,
            @Nullable Integer rating) {
        signals.add(new Signal(
                new UUID(1, signals.size()), at(hours), kind, intent, true, grounded, message, thumb, rating));
        return this;
    }

    private static UUID message(int number) {
        return new UUID(2, number);
    }
}
