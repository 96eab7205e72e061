package usher.chat.model.cost;

/** An estimate and the bounds that hold the truth in 95 of 100 such experiments. */
public record Interval(double estimate, double low, double high) {
    private static final double Z = 1.959964;

    /** Of the difference of two means, from their sample variances (Welch, by the normal distribution). */
    static Interval ofMeans(Sample usual, Sample variant) {
        double error = Math.sqrt(usual.variance() / usual.size() + variant.variance() / variant.size());
        return around(variant.mean() - usual.mean(), error);
    }

    /** Of the difference of two shares: Agresti and Caffo's, one success and one failure added to each, good for small samples. */
    static Interval ofShares(long usualGood, long usualAll, long variantGood, long variantAll) {
        double usual = (usualGood + 1.0) / (usualAll + 2);
        double variant = (variantGood + 1.0) / (variantAll + 2);
        double error = Math.sqrt(usual * (1 - usual) / (usualAll + 2) + variant * (1 - variant) / (variantAll + 2));
        return around(variant - usual, error);
    }

    /** Of values with a mean: how many, their mean and their variance. */
    record Sample(long size, double mean, double variance) {}

    private static Interval around(double estimate, double error) {
        return new Interval(estimate, estimate - Z * error, estimate + Z * error);
    }
}
