package usher.billing.charge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/** The phases of a subscription, by their beginnings; of two with the same, the later given counts. */
public record Timeline(List<Phase> phases) {
    public Timeline {
        phases = phases.stream().sorted(Comparator.comparing(Phase::from)).toList();
    }

    /** The charged stretches of a period; a change of seats alone does not end one. */
    List<Segment> plans(Period period, Proration proration) {
        return segments(period, proration, (one, other) -> one.terms().equals(other.terms()));
    }

    /** As above, each with one number of seats. */
    List<Segment> seats(Period period, Proration proration) {
        return segments(
                period, proration, (one, other) -> one.terms().equals(other.terms()) && one.seats() == other.seats());
    }

    /** All stretches whose usage a bill asks for. */
    public List<Segment> used(Period period, Proration proration) {
        return plans(period, proration).stream()
                .filter(segment -> segment.terms().charges().stream().anyMatch(charge -> !charge.isOfSeats()))
                .toList();
    }

    private List<Segment> segments(Period period, Proration proration, BiPredicate<Segment, Segment> same) {
        var found = new ArrayList<Segment>();
        for (int at = 0; at < phases.size(); at++) {
            var phase = phases.get(at);
            var ends = at + 1 < phases.size() ? phases.get(at + 1).from() : Instant.MAX;
            var start = cut(period, proration, later(phase.from(), period.start()));
            var end = cut(period, proration, earlier(ends, period.end()));
            if (phase.isCharged() && start.isBefore(end)) {
                add(found, segment(period, proration, phase, start, end), period, proration, same);
            }
        }
        return found;
    }

    private static void add(
            List<Segment> found, Segment next, Period period, Proration proration, BiPredicate<Segment, Segment> same) {
        if (!found.isEmpty() && found.getLast().end().equals(next.start()) && same.test(found.getLast(), next)) {
            var last = found.removeLast();
            var share = period.share(last.start(), next.end(), proration);
            found.add(new Segment(last.start(), next.end(), share, last.terms(), last.seats()));
        } else {
            found.add(next);
        }
    }

    private static Segment segment(Period period, Proration proration, Phase phase, Instant start, Instant end) {
        return new Segment(start, end, period.share(start, end, proration), phase.terms(), phase.seats());
    }

    /** Within the period: what begins or ends on its last day by a cut of days is the next period's. */
    private static Instant cut(Period period, Proration proration, Instant at) {
        return earlier(period.cut(at, proration), period.end());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
