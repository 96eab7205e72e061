package usher.billing.outcome.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.episode.Episode;
import usher.billing.outcome.episode.Line;
import usher.billing.outcome.episode.Reason;

/**
 * What is to be posted so that the books say what was judged. An episode keeps the name it got when it was first seen: that of the
 * signal it began with, wherever that belongs now. Nothing is ever changed; what does not hold is taken back.
 */
public final class Settlement {
    /** An episode as the books have it; {@code closed}: taken back for good. */
    public record Kept(UUID id, Instant beganAt, List<Line> lines, boolean closed) {
        public Kept {
            lines = List.copyOf(lines);
        }

        public @Nullable Line charge() {
            return lines.isEmpty() || lines.getLast().quantity() < 0 ? null : lines.getLast();
        }
    }

    /** {@code episode} null: it is none of its own any more. {@code moves} come after the {@code known} first ones. */
    public record Settled(UUID id, @Nullable Episode episode, int known, List<Line> moves) {
        public Settled {
            moves = List.copyOf(moves);
        }

        public @Nullable Line charge(@Nullable Line before) {
            return moves.isEmpty() ? before : moves.getLast().quantity() < 0 ? null : moves.getLast();
        }
    }

    private Settlement() {}

    /** {@code known} are all signals that were judged: an episode whose first signal was forgotten stays as it is. */
    static List<Settled> of(Collection<Kept> kept, List<Episode> judged, Set<UUID> known, Instant now) {
        Map<UUID, Kept> left = new LinkedHashMap<>();
        kept.stream()
                .sorted(Comparator.comparing(Kept::beganAt).thenComparing(Kept::id))
                .forEach(each -> left.put(each.id(), each));
        var settled = new ArrayList<Settled>();
        for (var entry : names(left, judged).entrySet()) {
            var before = left.remove(entry.getKey());
            settled.add(settle(entry.getKey(), before, entry.getValue(), now));
        }
        left.values().stream()
                .filter(each -> known.contains(each.id()))
                .map(each -> new Settled(each.id(), null, each.lines().size(), takenBack(each, now)))
                .forEach(settled::add);
        return settled;
    }

    private static Map<UUID, Episode> names(Map<UUID, Kept> kept, List<Episode> judged) {
        var owners = new HashMap<UUID, Episode>();
        judged.forEach(episode -> episode.signals().forEach(signal -> owners.put(signal, episode)));
        var names = new HashMap<Episode, UUID>();
        for (var each : kept.keySet()) {
            var owner = owners.get(each);
            if (owner != null) {
                names.putIfAbsent(owner, each);
            }
        }
        var named = new LinkedHashMap<UUID, Episode>();
        judged.forEach(episode -> named.put(names.getOrDefault(episode, episode.opened()), episode));
        return named;
    }

    private static Settled settle(UUID id, @Nullable Kept before, Episode episode, Instant now) {
        if (before == null) {
            return new Settled(id, episode, 0, episode.lines());
        }
        int known = before.lines().size();
        if (before.closed()) {
            return new Settled(id, episode, known, List.of());
        }
        return new Settled(
                id,
                episode,
                known,
                isContinuedBy(before.lines(), episode.lines())
                        ? episode.lines().subList(known, episode.lines().size())
                        : difference(before, episode, now));
    }

    private static boolean isContinuedBy(List<Line> before, List<Line> after) {
        for (int at = 0; at < before.size(); at++) {
            if (at >= after.size() || !before.get(at).countsAs(after.get(at))) {
                return false;
            }
        }
        return true;
    }

    private static List<Line> difference(Kept before, Episode episode, Instant now) {
        var stands = before.charge();
        var holds = episode.charge();
        if (stands != null && holds != null && stands.countsAs(holds)) {
            return List.of();
        }
        var moves = new ArrayList<>(takenBack(before, now));
        if (holds != null) {
            moves.add(holds);
        }
        return moves;
    }

    private static List<Line> takenBack(Kept before, Instant now) {
        var stands = before.charge();
        return stands == null ? List.of() : List.of(stands.reversed(now, Reason.LATE_SIGNALS, List.of()));
    }
}
