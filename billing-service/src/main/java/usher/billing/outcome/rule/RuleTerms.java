package usher.billing.outcome.rule;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Metric;
import usher.kit.problem.Refusal;

/**
 * The terms of one version, as they are stored and shown; durations are ISO 8601 ({@code PT24H}). What is left out is as in
 * {@link #filled()}; without {@code verified_after} no silence verifies.
 *
 * @param containedAfter silence after which an episode is over
 * @param verifiedBy of {@link #THANKS}, {@link #THUMB_UP} and {@link #RATING}
 * @param badRating the best rating that takes an outcome back; 0: none does
 * @param reopensWithin how long after it was concluded an episode can be reopened
 * @param endsAfter how long after it began nothing reopens it any more
 * @param needsEvidence whether an answer helps only if it cites something or a tool did its work for it
 * @param countsAs outcome to metric; an outcome without one is not charged
 */
public record RuleTerms(
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        Duration containedAfter,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        Duration verifiedAfter,

        @Nullable List<String> verifiedBy,
        @Nullable Integer goodRating,
        @Nullable Integer badRating,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        Duration reopensWithin,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        Duration endsAfter,

        @Nullable Boolean needsEvidence,
        @Nullable Map<String, String> countsAs) {
    public static final String THANKS = "thanks";
    public static final String THUMB_UP = "thumb_up";
    public static final String RATING = "rating";

    /** No silence decides anything later than that. */
    public static final Duration LONGEST_SILENCE = Duration.ofDays(90);

    private static final Duration LONGEST = Duration.ofDays(180);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Set<String> WORDS = Set.of(THANKS, THUMB_UP, RATING);
    private static final Set<String> OUTCOMES = Set.of("unassisted", "assisted_escalation", "contained", "verified");
    private static final Pattern OTHER_METRIC = Pattern.compile(Pattern.quote(Metric.OUTCOMES) + "[a-z0-9._-]{1,90}");
    private static final Map<String, String> USUAL = Map.of(
            "contained", Metric.RESOLUTIONS,
            "verified", Metric.RESOLUTIONS,
            "assisted_escalation", Metric.ASSISTED_ESCALATIONS);

    /** With what was left out. */
    public RuleTerms filled() {
        return new RuleTerms(
                Objects.requireNonNullElse(containedAfter, Duration.ofHours(24)),
                verifiedAfter,
                Objects.requireNonNullElse(verifiedBy, List.of(THANKS, THUMB_UP, RATING)),
                Objects.requireNonNullElse(goodRating, 4),
                Objects.requireNonNullElse(badRating, 2),
                Objects.requireNonNullElse(reopensWithin, Duration.ofDays(7)),
                Objects.requireNonNullElse(endsAfter, Duration.ofDays(30)),
                Objects.requireNonNullElse(needsEvidence, true),
                Objects.requireNonNullElse(countsAs, USUAL));
    }

    /** For judging. Throws {@link IllegalArgumentException} with a sentence when the parts do not fit together. */
    public Judging judging() {
        var all = filled();
        var words = Objects.requireNonNull(all.verifiedBy);
        var metrics = Objects.requireNonNull(all.countsAs);
        var contained = within("contained_after", all.containedAfter, SHORTEST, LONGEST_SILENCE);
        var reopens = within("reopens_within", all.reopensWithin, SHORTEST, LONGEST_SILENCE);
        var ends = within("ends_after", all.endsAfter, SHORTEST, LONGEST);
        var verified =
                verifiedAfter == null ? null : within("verified_after", verifiedAfter, SHORTEST, LONGEST_SILENCE);
        require(verified == null || verified.compareTo(contained) > 0, "verified_after is longer than contained_after");
        require(
                words.size() <= WORDS.size() && words.stream().allMatch(word -> word != null && WORDS.contains(word)),
                "verified_by is of thanks, thumb_up and rating");
        int good = Objects.requireNonNull(all.goodRating);
        int bad = Objects.requireNonNull(all.badRating);
        require(
                good >= 1 && good <= 5 && bad >= 0 && bad < good,
                "Ratings are 1 to 5, and bad_rating is below good_rating");
        require(
                OUTCOMES.containsAll(metrics.keySet()),
                "counts_as names contained, verified, assisted_escalation or unassisted");
        require(
                metrics.values().stream().allMatch(RuleTerms::isMetric),
                "A metric is " + Metric.RESOLUTIONS + ", " + Metric.ASSISTED_ESCALATIONS + " or begins with "
                        + Metric.OUTCOMES);
        return new Judging(
                contained,
                verified,
                Set.copyOf(words),
                good,
                bad,
                reopens,
                ends,
                Boolean.TRUE.equals(all.needsEvidence),
                metrics);
    }

    /** As above, for those who ask by request. */
    public static Judging checked(RuleTerms terms) {
        try {
            return terms.judging();
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid("/terms", "terms-invalid", wrong.getMessage() + ".");
        }
    }

    private static boolean isMetric(@Nullable String metric) {
        return Metric.RESOLUTIONS.equals(metric)
                || Metric.ASSISTED_ESCALATIONS.equals(metric)
                || (metric != null && OTHER_METRIC.matcher(metric).matches());
    }

    private static Duration within(String name, @Nullable Duration given, Duration least, Duration most) {
        if (given == null || given.compareTo(least) < 0 || given.compareTo(most) > 0 || given.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    name + " is whole seconds from " + least.toMinutes() + " minute to " + most.toDays() + " days");
        }
        return given;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
