package usher.billing.outcome.book;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.book.Settlement.Kept;
import usher.billing.outcome.book.Settlement.Settled;
import usher.billing.outcome.episode.Judge;
import usher.billing.outcome.episode.Signal;
import usher.billing.outcome.rule.Rules;

/** What came out for one conversation, beside what was known. */
public record Judged(
        Place place,
        List<Kept> kept,
        List<Settled> settled,
        @Nullable Instant nextLook) {
    /** Whose conversation. */
    public record Place(UUID tenant, UUID conversation) {}

    public static Judged of(Place place, List<Signal> signals, List<Kept> kept, Rules rules, Instant now) {
        var judgement = Judge.of(signals, rules, now);
        var known = signals.stream().map(Signal::id).collect(Collectors.toSet());
        return new Judged(place, kept, Settlement.of(kept, judgement.episodes(), known, now), judgement.nextLook());
    }

    /** What of this episode was known; null: it is new. */
    public @Nullable Kept before(Settled settled) {
        return kept.stream()
                .filter(each -> each.id().equals(settled.id()))
                .findFirst()
                .orElse(null);
    }
}
