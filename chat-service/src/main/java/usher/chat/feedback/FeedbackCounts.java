package usher.chat.feedback;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much feedback there was from one day up to another, by the tenant's days; days without any are left out. */
public record FeedbackCounts(LocalDate from, LocalDate to, Counts total, List<Day> days) {
    public FeedbackCounts {
        days = List.copyOf(days);
    }

    public record Day(LocalDate day, Counts counts) {}

    /** {@code csatMean} is absent when nobody rated. */
    public record Counts(
            long up, long down, long rated, @Nullable Double csatMean, long comments) {
        static Counts of(long up, long down, long rated, long csatSum, long comments) {
            return new Counts(
                    up, down, rated, rated == 0 ? null : Math.round(100.0 * csatSum / rated) / 100.0, comments);
        }
    }
}
