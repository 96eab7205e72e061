package usher.chat.model.cost;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment showed so far. Counted by conversation, because that is what was drawn: cost is the mean of an answer in
 * it, and it is good when nobody disliked one of its answers. Differences are the variant's minus the usual one's.
 */
public record Comparison(
        String experiment,
        Arm usual,
        Arm variant,
        @Nullable Interval costDifferenceMicros,
        @Nullable Interval goodDifference,
        String verdict) {
    static final String CHEAPER_AND_NOT_WORSE = "cheaper-and-not-worse";
    private static final long ENOUGH = 50;
    private static final long ENOUGH_RATED = 20;
    /** So much worse in the share of liked conversations would still be called not worse. */
    private static final double MARGIN = 0.05;

    /** One arm: which model spoke most, in how many conversations, and how they were rated. */
    public record Arm(String model, long conversations, double meanCostMicros, long rated, long good) {}

    /** With the variances of the arms' costs, which matter to the interval alone. */
    static Comparison of(String experiment, Measured usual, Measured variant) {
        boolean counted = usual.arm().conversations() > 1 && variant.arm().conversations() > 1;
        boolean rated = usual.arm().rated() > 0 && variant.arm().rated() > 0;
        var cost = counted ? Interval.ofMeans(usual.cost(), variant.cost()) : null;
        var good = rated
                ? Interval.ofShares(
                        usual.arm().good(),
                        usual.arm().rated(),
                        variant.arm().good(),
                        variant.arm().rated())
                : null;
        return new Comparison(
                experiment, usual.arm(), variant.arm(), cost, good, verdict(usual.arm(), variant.arm(), cost, good));
    }

    record Measured(Arm arm, double variance) {
        Interval.Sample cost() {
            return new Interval.Sample(arm.conversations(), arm.meanCostMicros(), variance);
        }
    }

    /** The cheaper one's model, if it is shown to be cheaper and not worse. */
    Optional<String> recommended() {
        return verdict.equals(CHEAPER_AND_NOT_WORSE) && !usual.model().equals(variant.model())
                ? Optional.of(variant.model())
                : Optional.empty();
    }

    private static String verdict(Arm usual, Arm variant, @Nullable Interval cost, @Nullable Interval good) {
        if (cost == null || Math.min(usual.conversations(), variant.conversations()) < ENOUGH) {
            return "too-few-conversations";
        }
        if (cost.high() >= 0) {
            return "not-shown-to-be-cheaper";
        }
        if (good == null || Math.min(usual.rated(), variant.rated()) < ENOUGH_RATED) {
            return "too-few-ratings";
        }
        return good.low() > -MARGIN ? CHEAPER_AND_NOT_WORSE : "may-be-worse";
    }
}
