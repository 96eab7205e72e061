package usher.billing.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.closing.Rerating;
import usher.billing.outcome.RulesPreview.Change;
import usher.billing.outcome.RulesPreview.Counting;
import usher.billing.outcome.RulesPreview.OfMetric;
import usher.billing.outcome.book.Dossiers.Dossier;
import usher.billing.outcome.book.Judged;
import usher.billing.outcome.book.Judged.Place;
import usher.billing.outcome.book.Settlement.Settled;
import usher.billing.outcome.episode.Line;
import usher.billing.outcome.rule.Rules;
import usher.billing.subscription.BillingMonth;
import usher.contracts.id.ConversationId;
import usher.contracts.id.EpisodeId;

/** Puts what stands in the books of a month beside what other rules would have charged, conversation by conversation. One thread at a time. */
final class Comparison {
    private static final int SHOWN = 100;

    private final BillingMonth month;
    private final Rules proposed;
    private final Instant now;
    private final Map<String, long[]> metrics = new TreeMap<>();
    private final Map<Rerating.Use, Long> differences = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private long conversations;
    private long changed;
    private UUID last = new UUID(0, 0);

    Comparison(BillingMonth month, Rules proposed, Instant now) {
        this.month = month;
        this.proposed = proposed;
        this.now = now;
    }

    /** The last conversation that was looked at. */
    UUID last() {
        return last;
    }

    long conversations() {
        return conversations;
    }

    void add(Map<Place, Dossier> dossiers) {
        dossiers.forEach(this::add);
    }

    private void add(Place place, Dossier dossier) {
        conversations++;
        last = place.conversation();
        var judged = Judged.of(place, dossier.signals(), dossier.kept(), proposed, now);
        judged.settled().forEach(settled -> compare(place, judged, settled));
    }

    private void compare(Place place, Judged judged, Settled settled) {
        var kept = judged.before(settled);
        var episode = settled.episode();
        boolean closed = kept != null && kept.closed();
        var counted = inMonth(kept == null ? null : kept.charge());
        var wanted = inMonth(closed || episode == null ? null : episode.charge());
        count(counted, 0);
        count(wanted, 1);
        if (!metric(counted).equals(metric(wanted))) {
            changed++;
            if (changes.size() < SHOWN) {
                changes.add(new Change(
                        new EpisodeId(settled.id()),
                        new ConversationId(place.conversation()),
                        counting(counted),
                        counting(wanted)));
            }
        }
    }

    private void count(@Nullable Line line, int side) {
        if (line != null) {
            metrics.computeIfAbsent(line.metric(), any -> new long[2])[side]++;
            differences.merge(Rerating.Use.of(line.metric(), line.occurredAt()), side == 0 ? -1L : 1L, Long::sum);
        }
    }

    private @Nullable Line inMonth(@Nullable Line line) {
        return line == null
                        || line.occurredAt().isBefore(month.start())
                        || !line.occurredAt().isBefore(month.end())
                ? null
                : line;
    }

    private static String metric(@Nullable Line line) {
        return line == null ? "" : line.metric();
    }

    private static @Nullable Counting counting(@Nullable Line line) {
        return line == null ? null : new Counting(line.metric(), line.outcome().text(), line.occurredAt());
    }

    /** Of how much more or less would have been used, and when. */
    Map<Rerating.Use, Long> differences() {
        differences.values().removeIf(quantity -> quantity == 0);
        return differences;
    }

    List<OfMetric> metrics() {
        return metrics.entrySet().stream()
                .map(entry -> new OfMetric(
                        entry.getKey(),
                        entry.getValue()[0],
                        entry.getValue()[1],
                        entry.getValue()[1] - entry.getValue()[0]))
                .toList();
    }

    long changed() {
        return changed;
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }
}
