package usher.billing.outcome.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All versions. Of those whose date has come the latest published is in force, as it is with plans. */
public record Rules(List<Version> versions) {

    /** {@code number} 0 is one that was never published: a preview judges by it. */
    public record Version(int number, Instant effectiveFrom, Judging terms) {}

    public Rules {
        versions = versions.stream()
                .sorted(Comparator.comparingInt(Version::number).reversed())
                .toList();
    }

    /** As if these terms had always been in force. */
    public static Rules always(Judging terms) {
        return new Rules(List.of(new Version(0, Instant.EPOCH, terms)));
    }

    /** The version in force; null before the first. */
    public @Nullable Version at(Instant moment) {
        return versions.stream()
                .filter(version -> !version.effectiveFrom().isAfter(moment))
                .findFirst()
                .orElse(null);
    }
}
