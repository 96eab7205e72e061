package usher.billing.outcome.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.rule.Rules;

/**
 * Makes episodes of the signals of one conversation. The order and the repetition of signals do not matter, and neither does how
 * often it is asked: a year in one look is the year hour by hour.
 */
public final class Judge {
    private static final Comparator<Signal> IN_ORDER =
            Comparator.comparing(Signal::at).thenComparing(Signal::id);

    private final Rules rules;
    private final List<Episode> over = new ArrayList<>();
    private @Nullable Matter current;

    private Judge(Rules rules) {
        this.rules = rules;
    }

    /** {@code nextLook}: when time will change something if nothing is heard; null: never. */
    public record Judgement(
            List<Episode> episodes, @Nullable Instant nextLook) {}

    public static Judgement of(Collection<Signal> signals, Rules rules, Instant now) {
        var judge = new Judge(rules);
        var inOrder = signals.stream().distinct().sorted(IN_ORDER).toList();
        inOrder.stream().filter(signal -> !signal.at().isAfter(now)).forEach(judge::take);
        var ahead =
                inOrder.stream().map(Signal::at).filter(at -> at.isAfter(now)).findFirst();
        judge.comeTo(now);
        var next = Stream.concat(
                        ahead.stream(),
                        judge.over.stream().map(Episode::nextLook).flatMap(Stream::ofNullable))
                .min(Comparator.naturalOrder());
        return new Judgement(List.copyOf(judge.over), next.orElse(null));
    }

    private void take(Signal signal) {
        var matter = current;
        if (matter != null) {
            matter.comeTo(signal.at());
        }
        if (matter != null && !matter.isOver(signal.at())) {
            matter.take(signal);
        } else if (signal.kind().begins()) {
            begin(signal);
        }
    }

    /** Before the first rules nothing is judged. */
    private void begin(Signal signal) {
        var version = rules.at(signal.at());
        if (current != null) {
            over.add(current.ended());
            current = null;
        }
        if (version != null) {
            current = new Matter(version, signal);
            current.take(signal);
        }
    }

    private void comeTo(Instant now) {
        if (current != null) {
            current.comeTo(now);
            over.add(current.episode());
        }
    }
}
