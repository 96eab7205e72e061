package usher.billing.outcome.episode;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A matter of a visitor, as it stands at the moment that was asked about.
 *
 * @param opened the signal that it began with
 * @param signals all that belong to it
 * @param lines charges and what takes them back, by turns, the first a charge
 * @param nextLook when time will change it if nothing is heard; null: never
 */
public record Episode(
        UUID opened,
        Instant beganAt,
        int rules,
        boolean assisted,
        List<Step> steps,
        List<Line> lines,
        Set<UUID> signals,
        @Nullable Instant nextLook) {
    public Episode {
        steps = List.copyOf(steps);
        lines = List.copyOf(lines);
        signals = Set.copyOf(signals);
    }

    public State state() {
        return steps.isEmpty() ? State.OPEN : steps.getLast().state();
    }

    public @Nullable Step conclusion() {
        return steps.isEmpty() || steps.getLast().state().isOpen() ? null : steps.getLast();
    }

    /** The charge that stands; null when none does. */
    public @Nullable Line charge() {
        return lines.isEmpty() || lines.getLast().quantity() < 0 ? null : lines.getLast();
    }
}
